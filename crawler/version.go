package crawler

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"
)

// sources are this package's own, with all the data it reads by: the reader's
// version is made of them, so that no change of it can go unnoticed.
//
//go:embed *.go *.txt words body/*.go
var sources embed.FS

// readerModules are what else takes part in reading a page.
var readerModules = []string{
	"github.com/RadhiFadlillah/whatlanggo", "github.com/andybalholm/cascadia", "github.com/markusmobius/go-dateparser", "github.com/markusmobius/go-htmldate",
	"github.com/markusmobius/go-trafilatura", "golang.org/x/net", "golang.org/x/text",
}

// ReaderVersion names the code that makes articles of pages: 16 hex digits of
// the SHA-256 of its source and of the versions of the modules it reads with.
// The same version makes the same text of the same page.
func ReaderVersion() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := sources.ReadFile(name)
		fmt.Fprintf(h, "%s %d\n%s\n", name, len(text), text)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("version of the reader: %w", err)
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if slices.Contains(readerModules, m.Path) {
				fmt.Fprintf(h, "%s %s\n", m.Path, m.Version)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
