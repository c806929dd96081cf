package evidence

import (
	"io"
	"testing"
)

// BenchmarkArchive writes a page with its redirect, text, note and two visits.
func BenchmarkArchive(b *testing.B) {
	h := sample()
	for b.Loop() {
		a, err := NewArchive(io.Discard, "onrecord test", "a benchmark", morning)
		if err != nil {
			b.Fatal(err)
		}
		if err := a.Add(h); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "captures/s")
}

func BenchmarkVerify(b *testing.B) {
	folder := folderOf(b, sampleCase())
	for b.Loop() {
		if !Holds(verify(b, folder)) {
			b.Fatal("an untouched folder doesn't hold")
		}
	}
}
