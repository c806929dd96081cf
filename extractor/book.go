package extractor

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed rules
var embedded embed.FS

// Book is the rule book with its word sets, frames and gazetteer, ready to
// read texts. It is immutable: any number of goroutines may read with one.
type Book struct {
	rules  *ruleBook
	tagger *tagger
	names  *nameBook
	labels *labelBook
}

// Load reads the embedded rule book.
func Load() (*Book, error) {
	files, err := fs.Sub(embedded, "rules")
	if err != nil {
		return nil, fmt.Errorf("open embedded rules: %w", err)
	}
	return LoadFrom(files)
}

// LoadFrom reads a rule book from the files of a folder laid out like the
// embedded one.
func LoadFrom(files fs.FS) (*Book, error) {
	b := &Book{}
	var err error
	if b.rules, err = loadRules(files); err != nil {
		return nil, fmt.Errorf("load rules: %w", err)
	}
	if b.tagger, err = loadTagger(); err != nil {
		return nil, fmt.Errorf("load tagger: %w", err)
	}
	if b.names, err = loadNames(files); err != nil {
		return nil, fmt.Errorf("load names: %w", err)
	}
	if b.labels, err = loadLabels(files); err != nil {
		return nil, fmt.Errorf("load labels: %w", err)
	}
	return b, nil
}
