package embedded

import (
	"bytes"
	"testing"
)

// FuzzKept: whatever stands on disk, it is refused or read within its bounds.
func FuzzKept(f *testing.F) {
	k := kept{text: "text", article: []byte(`{"ID":"a1"}`), entries: [][]byte{[]byte(`{"Words":"w"}`), nil}}
	f.Add(k.pack())
	f.Add((&held{revision: 3, statements: 2}).encode())
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, in []byte) {
		if h, err := decodeHeld(in); err == nil {
			if again, err := decodeHeld(h.encode()); err != nil || *again != *h {
				t.Errorf("%+v is read again as %+v: %v", h, again, err)
			}
		}
		k, err := unpack(in)
		if err != nil {
			return
		}
		again, err := unpack(k.pack())
		if err != nil || again.text != k.text || !bytes.Equal(again.article, k.article) || len(again.entries) != len(k.entries) {
			t.Fatalf("%+v is read again as %+v: %v", k, again, err)
		}
		for n := range len(k.entries) + 1 {
			_, _ = k.entry(n) // an error at most
		}
	})
}
