package evidence

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"onrecord/crawler"
)

// Level is how a check ended.
type Level string

// Good holds, Bad doesn't; Note is what can't be told either way.
const (
	Good Level = "ok"
	Note Level = "note"
	Bad  Level = "BAD"
)

// Finding is the outcome of one check of one file.
type Finding struct {
	Level  Level
	File   string
	Detail string
}

// Limits of what a folder may hold.
const (
	maxFile = 1 << 30
	maxText = 16 << 20
	maxPage = 64 << 20
	maxSums = 64 << 10
)

// report collects findings.
type report struct {
	all []Finding
	// pageSum is what the list of sums says of the page, when the page has
	// another one.
	pageSum string
}

func (r *report) add(level Level, file, format string, args ...any) {
	r.all = append(r.all, Finding{level, file, fmt.Sprintf(format, args...)})
}

// Verify checks a folder of evidence with nothing but itself and the reader of
// this program: that no file was changed, that the archive's records hold what
// their digests say, that the text is what the captured page gives, and that
// the statement's words stand where it says.
//
// A trusted key, which may be nil, has to have signed the folder.
func Verify(ctx context.Context, folder fs.FS, trusted ed25519.PublicKey) []Finding {
	r := &report{}
	r.checkSums(folder)
	v := verification{report: r}
	v.checkSignature(folder, trusted)
	v.load(folder)
	v.checkArchive(ctx)
	v.checkStatement()
	v.checkPage()
	return r.all
}

// Holds tells whether nothing is bad.
func Holds(all []Finding) bool {
	return !slices.ContainsFunc(all, func(f Finding) bool { return f.Level == Bad })
}

// verification is one folder under examination. What could not be read is
// empty, and has been reported.
type verification struct {
	*report

	archive, statement, page []byte
	text                     string
	annotation               Annotation
	records                  []record
	pages                    []crawler.Archived
}

func (v *verification) load(folder fs.FS) {
	v.archive = v.read(folder, ArchiveFile, maxFile)
	v.text = string(v.read(folder, TextFile, maxText))
	v.statement = v.read(folder, StatementFile, maxText)
	v.page = v.read(folder, PageFile, maxPage)
}

func (v *verification) read(folder fs.FS, name string, limit int64) []byte {
	b, err := readFile(folder, name, limit)
	if err != nil {
		v.add(Bad, name, "%v", err)
	}
	return b
}

func readFile(folder fs.FS, name string, limit int64) (b []byte, err error) {
	f, err := folder.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("it is not there")
	}
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b, err = io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("more than %d bytes", limit)
	}
	return b, nil
}

// checkArchive holds the records to their digests, and the text to what the
// captured page gives.
func (v *verification) checkArchive(ctx context.Context) {
	if v.archive == nil {
		return
	}
	var err error
	if v.records, err = recordsOf(v.archive); err != nil {
		v.add(Bad, ArchiveFile, "%v", err)
		return
	}
	v.add(Good, ArchiveFile, "WARC 1.1, every record holds what its digests say")
	err = crawler.ReadArchive(ArchiveFile, bytes.NewReader(v.archive), maxBlock, func(a crawler.Archived) error {
		v.pages = append(v.pages, a)
		return nil
	})
	if err != nil {
		v.add(Bad, ArchiveFile, "%v", err)
		return
	}
	at := slices.IndexFunc(v.pages, func(a crawler.Archived) bool { return a.Text == v.text })
	if at < 0 {
		v.add(Bad, TextFile, "it is no text of a page in %s", ArchiveFile)
		return
	}
	v.add(Good, TextFile, "it is the text that %s has", ArchiveFile)
	v.reread(ctx, v.pages[at])
}

// reread makes the text of the captured page again.
func (v *verification) reread(ctx context.Context, a crawler.Archived) {
	now, err := crawler.ReaderVersion()
	if err != nil {
		v.add(Bad, ArchiveFile, "%v", err)
		return
	}
	article, reason, err := crawler.Reread(ctx, a.Capture, a.Note.Reader.Selectors)
	then := a.Note.Reader.Version
	same := err == nil && reason == "" && article.Text == v.text
	switch {
	case same && then == now:
		v.add(Good, TextFile, "the captured page, read again by reader %s, gives this text", now)
	case same:
		v.add(Good, TextFile, "the captured page, read again by reader %s, gives this text; reader %s made it", now, noted(then))
	case then == now && err != nil:
		v.add(Bad, TextFile, "the captured page can't be read again by reader %s, which made the text: %v", now, err)
	case then == now:
		v.add(Bad, TextFile, "the captured page, read again by reader %s, which made the text, gives another one%s", now, because(reason))
	case err != nil:
		v.add(Note, TextFile, "made by reader %s; reader %s can't read the captured page: %v", noted(then), now, err)
	default:
		v.add(Note, TextFile, "made by reader %s; reader %s gives another text of the captured page%s. Only the former can tell whether the text was made of it", noted(then), now, because(reason))
	}
	if !same && err == nil {
		v.words(article.Text)
	}
}

// words tells whether the statement's words are at least in another text of
// the page.
func (v *verification) words(text string) {
	var a Annotation
	if decode(v.statement, &a) != nil {
		return
	}
	for _, t := range a.Target {
		for _, s := range t.Selector {
			if s.Type == "TextQuoteSelector" && !strings.Contains(text, s.Exact) {
				v.add(Note, StatementFile, "the words %.80q are not in the text as it is read now", s.Exact)
				return
			}
		}
	}
	v.add(Note, StatementFile, "the words are in the text as it is read now, too")
}

func noted(version string) string {
	if version == "" {
		return "(not noted)"
	}
	return version
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return " (" + reason + ")"
}
