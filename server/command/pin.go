package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"onrecord/index/embedded"
	"onrecord/index/pin"
	"onrecord/server"
)

type pinCommand struct {
	Query  []string `arg:"" optional:"" help:"What to search for; several arguments are joined. Empty is all that is on record."`
	Out    string   `short:"o" help:"Where to write the manifest (default: standard output). A file that is there is not replaced." placeholder:"FILE" type:"path"`
	Verify string   `help:"Tell what was added, removed or changed since this manifest was written; exit code 1 if anything was." placeholder:"FILE" type:"path"`
}

// errDifferent ends a verification that found a difference, which has been
// printed.
var errDifferent = errors.New("the record has changed since")

// Run writes a manifest or verifies one.
func (c pinCommand) Run(s *session) error {
	if s.Format != "text" && s.Format != "json" {
		return usageError{fmt.Errorf("--format %s: a pin is written as text or json", s.Format)}
	}
	if c.Verify == "" {
		return c.pin(s)
	}
	if len(c.Query) > 0 || c.Out != "" {
		return usageError{errors.New("--verify takes the query from the manifest: name neither a query nor --out beside it")}
	}
	return c.verify(s)
}

func (c pinCommand) pin(s *session) (err error) {
	text := strings.Join(c.Query, " ")
	q, err := parseQuery(text)
	if err != nil {
		return err
	}
	config, err := s.settings()
	if err != nil {
		return err
	}
	var m pin.Manifest
	err = s.withIndex(config, func(x server.Searcher) (err error) {
		v := built()
		m, err = pin.Make(s.ctx, x, text, time.Now(), "onrecord "+v["version"]+" ("+v["commit"]+")")
		return err
	})
	if errors.Is(err, embedded.ErrLocked) {
		return fmt.Errorf("%w: end it and pin again, or fetch %s%s meanwhile", err, config.PublicURL, server.AddressOf(q, server.NDJSON))
	}
	if err != nil {
		return err
	}
	if c.Out == "" {
		return m.Write(s.Out)
	}
	if err := writeNew(c.Out, m.Write); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Err, "%s: %d statements in %d articles, as of %s\n", c.Out, m.Totals.Statements, m.Totals.Articles, m.Made.Format(time.RFC3339))
	return err
}

// writeNew writes a file that isn't there yet, or none when it fails.
func writeNew(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usageError{fmt.Errorf("%s is there already: name another file", path)}
	}
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	if err = write(f); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write the manifest: %w", err), os.Remove(path))
	}
	return nil
}

func (c pinCommand) verify(s *session) error {
	f, err := os.Open(c.Verify)
	if err != nil {
		return usageError{err}
	}
	defer f.Close()
	m, err := pin.Read(f)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", c.Verify, err)}
	}
	config, err := s.settings()
	if err != nil {
		return err
	}
	var d pin.Difference
	err = s.withIndex(config, func(x server.Searcher) (err error) {
		d, err = m.Verify(s.ctx, x)
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Verify, err)
	}
	if err := s.printDifference(m, d); err != nil {
		return err
	}
	if !d.None() {
		return errDifferent
	}
	return nil
}
