package extractor

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"bufio"
	"time"
	"fmt"
)

func TestZZRun(t *testing.T) {
	dir := os.Getenv("ZZ_DIR")
	if dir == "" {
		t.Skip()
	}
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	out, _ := os.Create(os.Getenv("ZZ_OUT"))
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	var spent time.Duration
	n := 0
	for _, f := range files {
		data, _ := os.ReadFile(f)
		doc := strings.TrimSuffix(filepath.Base(f), ".txt")
		start := time.Now()
		r := b.Read(Article{ID: doc, Text: string(data)})
		spent += time.Since(start)
		n += len(data)
		lines, names := Lines(doc, string(data), r)
		for _, l := range lines {
			enc.Encode(l)
		}
		_ = names
	}
	w.Flush()
	out.Close()
	fmt.Printf("%.2f MB/s\n", float64(n)/1e6/spent.Seconds())
}
