package crawler

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Importer brings files into the same path as fetched pages: JSON lines, HTML
// and WARC, each plain or gzipped. What was imported once is passed over, so
// an import that was interrupted is resumed by starting it again.
type Importer struct {
	Shelf Shelf
	// Outlet is that of texts that name none and have no address.
	Outlet string
	// MaxBytes is the most that one text or page may be: 10 MB.
	MaxBytes int64
	// Workers is how many pages are read at once: 2.
	Workers int
	// Progress, when not nil, is told the state, at most ten times a second
	// and once at the end.
	Progress func(Tally)
	// Refused, when not nil, is told of what can't be taken in and why; the
	// rest is taken in all the same.
	Refused func(error)
	// Now is the clock: time.Now.
	Now func() time.Time
}

// Tally counts what an import has done.
type Tally struct {
	// Source is the file being read; Read and Size are bytes of all files.
	Source     string
	Read, Size int64
	// Captures were kept: Articles of them are new, Revisions are new texts of
	// known articles, Same hold nothing new, and Empty hold no article.
	Captures, Articles, Revisions, Same, Empty int
	// Passed were there already, or are no pages; Refused can't be read.
	Passed, Refused int
}

// Import takes in files, and the files of a known form in folders. The tally
// is right even with an error.
func (im Importer) Import(ctx context.Context, sources ...string) (Tally, error) {
	setDefault(&im.MaxBytes, 10_000_000)
	setDefault(&im.Workers, 2)
	if im.Now == nil {
		im.Now = time.Now
	}
	run := &intake{Importer: im, credits: NewCredits()}
	var err error
	if run.reader, err = ReaderVersion(); err != nil {
		return run.tally, err
	}
	files, err := run.list(sources)
	if err != nil {
		return run.tally, fmt.Errorf("find files to import: %w", err)
	}
	for _, name := range files {
		if err := run.file(ctx, name); err != nil {
			return run.tally, fmt.Errorf("import %s: %w", name, err)
		}
	}
	run.tell(true)
	return run.tally, nil
}

// list finds the files of the sources and adds up their size.
func (run *intake) list(sources []string) ([]string, error) {
	var files []string
	for _, source := range sources {
		err := filepath.WalkDir(source, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || name != source && !importable(name) {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			run.tally.Size += info.Size()
			files = append(files, name)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// importable tells by its name whether a file in a folder is of a known form.
// A file that is named itself may have any name.
func importable(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	return slices.Contains([]string{".jsonl", ".ndjson", ".html", ".htm", ".xhtml", ".warc"}, filepath.Ext(name))
}
