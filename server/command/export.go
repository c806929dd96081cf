package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"onrecord/crawler/evidence"
	"onrecord/crawler/store"
)

type exportCommand struct {
	Since    string   `help:"Only what was captured since this day or moment: 2026-03-02 or 2026-03-02T08:00:00Z." placeholder:"DATE"`
	Out      string   `help:"The file to write; - is standard output." short:"o" default:"-" placeholder:"FILE"`
	Articles []string `arg:"" optional:"" name:"article" help:"IDs of the articles to write; all captures when none is named."`
}

// Run writes captures as a web archive: requests and answers as they went over
// the wire, with the texts made of them. onrecord import reads it.
func (c exportCommand) Run(s *session) error {
	since, err := parseSince(c.Since)
	if err != nil {
		return usageError{err}
	}
	if c.Out == "-" && isTerminal(s.Out) {
		return usageError{errors.New("a WARC file is nothing for a terminal: name one with --out FILE")}
	}
	return s.withStore(func(db *store.DB) error { return c.run(s, db, since) })
}

func (c exportCommand) run(s *session, db *store.DB, since time.Time) (err error) {
	for _, id := range c.Articles {
		if _, _, err := db.Article(s.ctx, id, 0); errors.Is(err, store.ErrNotFound) {
			return usageError{fmt.Errorf("there is no article %q", id)}
		} else if err != nil {
			return err
		}
	}
	if c.Out == "-" {
		return c.write(s, db, since, s.Out)
	}
	return writeWhole(c.Out, func(w io.Writer) error { return c.write(s, db, since, w) })
}

// writeWhole writes a file that is there whole or not at all.
func writeWhole(name string, write func(io.Writer) error) (err error) {
	f, err := os.Create(name + ".part")
	if err != nil {
		return usageError{err}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

func (c exportCommand) write(s *session, db *store.DB, since time.Time, w io.Writer) error {
	about := "captures on record"
	if len(c.Articles) > 0 {
		about = "captures of articles " + strings.Join(c.Articles, ", ")
	}
	b := bufio.NewWriterSize(w, 64<<10)
	archive, err := evidence.NewArchive(b, software(), about, time.Now())
	if err != nil {
		return err
	}
	n := 0
	bar := progress(s.Err, -1, "captures")
	err = db.EachCapture(s.ctx, since, c.Articles, func(id string) error {
		written, err := addTo(s.ctx, archive, db, id)
		if written {
			n++
			_ = bar.Add(1) // a bar that can't be drawn stops nothing
		}
		return err
	})
	if err := errors.Join(err, bar.Finish(), b.Flush()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Err, "%d captures exported\n", n)
	return err
}

// parseSince reads a day or a moment; nothing is the beginning of time.
func parseSince(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("since %q: neither a day such as 2026-03-02 nor a moment such as 2026-03-02T08:00:00Z", text)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
