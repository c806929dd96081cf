package command

import (
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxInput bounds one file given on the command line, unpacked: 64 MB.
const maxInput = 64 << 20

// input is one text or page given on the command line.
type input struct {
	path string // "-" is standard input
	doc  string // the file's name without its ending
}

// inputs lists the files that paths name: a folder gives its files with one
// of the endings, sorted, at any depth; "-" or no path at all is standard
// input. A file named outright needs no ending.
func inputs(paths []string, endings ...string) ([]input, error) {
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	var out []input
	for _, p := range paths {
		if p == "-" {
			out = append(out, input{path: p, doc: "-"})
			continue
		}
		err := filepath.WalkDir(p, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.IsDir() || path != p && !hasEnding(path, endings) {
				return nil
			}
			out = append(out, input{path: path, doc: trimEnding(filepath.Base(path), endings)})
			return nil
		})
		if err != nil {
			return nil, usageError{err}
		}
	}
	return out, nil
}

func hasEnding(path string, endings []string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(path, e) })
}

func trimEnding(name string, endings []string) string {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(name, e); ok {
			return rest
		}
	}
	return name
}

// read gives the input's bytes, unpacked where they are gzip.
func (i input) read(stdin io.Reader) ([]byte, error) {
	r := stdin
	if i.path != "-" {
		f, err := os.Open(i.path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	if strings.HasSuffix(i.path, ".gz") {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("%s: unpack: %w", i.path, err)
		}
		r = z
	}
	b, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err != nil {
		return nil, fmt.Errorf("%s: read: %w", i.path, err)
	}
	if len(b) > maxInput {
		return nil, fmt.Errorf("%s: more than %d MB", i.path, maxInput>>20)
	}
	return b, nil
}
