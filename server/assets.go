package server

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static
var static embed.FS

// highlights is how many statements of one article light up in the text when
// they are chosen: each needs a style rule of its own.
const highlights = 80

// assets are the files that pages load, under names that change with their
// content, so that browsers may keep them for ever.
type assets struct {
	files map[string][]byte
	names map[string]string
}

func loadAssets() (assets, error) {
	a := assets{files: make(map[string][]byte), names: make(map[string]string)}
	entries, err := static.ReadDir("static")
	if err != nil {
		return a, err
	}
	for _, e := range entries {
		body, err := static.ReadFile(path.Join("static", e.Name()))
		if err != nil {
			return a, err
		}
		if e.Name() == "style.css" {
			body = append(body, highlightRules()...)
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(e.Name())
		hashed := strings.TrimSuffix(e.Name(), ext) + "-" + hex.EncodeToString(sum[:6]) + ext
		a.files[hashed], a.names[e.Name()] = body, hashed
	}
	return a, nil
}

// highlightRules are what lights up the words of a chosen statement without a
// script: a rule for each number that a statement of an article may have.
func highlightRules() []byte {
	var b bytes.Buffer
	for n := 1; n <= highlights; n++ {
		fmt.Fprintf(&b, ".reading:has(.n%d :target) .m%d{background:var(--lit);color:var(--lit-ink)}\n", n, n)
	}
	return b.Bytes()
}

// path is the address of a file; naming one that doesn't exist fails the
// template.
func (a assets) path(name string) (string, error) {
	hashed, ok := a.names[name]
	if !ok {
		return "", fmt.Errorf("no asset %q", name)
	}
	return "/static/" + hashed, nil
}

// kindOf is the media type of a file of ours; the machine's own table may lack
// or bend it.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

func (s *site) asset(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	body, ok := s.assets.files[name]
	if !ok {
		return ErrNotFound
	}
	w.Header().Set("Content-Type", kindOf(name))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	return nil
}
