package command

import (
	"archive/zip"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"onrecord/crawler/evidence"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/server"
)

type evidenceCommand struct {
	Verify    bool   `help:"Check a folder of evidence (or a .zip of one) without network or record."`
	Key       string `help:"With --verify: the public key (PEM) that has to have signed the folder." placeholder:"FILE" type:"path"`
	Out       string `help:"The folder to write (default evidence-STATEMENT); it must not be there yet." short:"o" placeholder:"DIR"`
	Revision  int    `help:"The revision of the article that the statement stands in; the newest that holds it when not given." placeholder:"N"`
	Statement string `arg:"" help:"The statement's ID, or the folder to verify."`
}

// Run writes a folder that shows where a statement comes from, or checks one.
func (c evidenceCommand) Run(s *session) error {
	if c.Verify {
		return c.verify(s)
	}
	if c.Key != "" {
		return usageError{errors.New("--key is for --verify; folders are signed with the configuration's evidence.key_file")}
	}
	if c.Revision < 0 {
		return usageError{fmt.Errorf("revision %d: they are numbered from 1", c.Revision)}
	}
	return s.withStore(func(db *store.DB) error { return c.write(s, db) })
}

func (c evidenceCommand) write(s *session, db *store.DB) error {
	config, err := s.settings()
	if err != nil {
		return err
	}
	book, err := openBook(config.Rules)
	if err != nil {
		return err
	}
	signer, err := config.Evidence.signer()
	if err != nil {
		return err
	}
	folder, err := evidenceOf(s.ctx, db, book, signer, c.Statement, c.Revision)
	if errors.Is(err, store.ErrNotFound) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	dir := firstOf(c.Out, folder.Name)
	if err := writeFolder(dir, folder.Files); err != nil {
		return err
	}
	sums := folder.Files[len(folder.Files)-1]
	_, err = fmt.Fprintf(s.Out, "%s: %d files; the SHA-256 of %s, to be kept elsewhere, is %s\n", dir, len(folder.Files), sums.Name, evidence.Sum(sums.Data))
	return err
}

// writeFolder writes files into a new folder, which is there whole or not at
// all.
func writeFolder(dir string, files []evidence.File) (err error) {
	if _, err := os.Lstat(dir); err == nil {
		return usageError{fmt.Errorf("%s is there already", dir)}
	}
	part := filepath.Clean(dir) + ".part"
	if err := os.Mkdir(part, 0o755); err != nil {
		return usageError{err}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(part))
		}
	}()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(part, f.Name), f.Data, 0o644); err != nil {
			return err
		}
	}
	return os.Rename(part, dir)
}

// evidenceOf makes the folder of a statement. The book, which may be nil, tells
// how the statement was read; the signer, which may be nil, signs.
func evidenceOf(ctx context.Context, db *store.DB, book *extractor.Book, signer *evidence.Signer, statement string, revision int) (evidence.Zip, error) {
	place, err := db.Place(ctx, statement, revision)
	if err != nil {
		return evidence.Zip{}, err
	}
	made, err := db.Revision(ctx, place.Article, place.Revision)
	if err != nil {
		return evidence.Zip{}, err
	}
	c := evidence.Case{Article: made.Article, First: place.First, Software: software()}
	if c.Holding, err = holding(ctx, db, made.Capture); err != nil {
		return evidence.Zip{}, fmt.Errorf("the bytes that statement %s was found in: %w", statement, whyGone(ctx, db, made.Capture, err))
	}
	for _, one := range made.Statements {
		if one.ID == statement {
			c.Statement = one
		}
	}
	c.Explanation = explanationFor(book, made.Article, c.Statement)
	files, err := c.Files()
	if err == nil && signer != nil {
		files, err = signer.Sign(files)
	}
	if err != nil {
		return evidence.Zip{}, fmt.Errorf("make the evidence of statement %s: %w", statement, err)
	}
	return evidence.Zip{Name: "evidence-" + statement, Date: c.Capture.Fetched, Files: files}, nil
}

// whyGone tells of a capture that isn't on record whether it ever was.
func whyGone(ctx context.Context, db *store.DB, capture string, err error) error {
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	stone, noStone := db.Tombstone(ctx, store.DropCapture, capture)
	if noStone != nil {
		return err
	}
	return server.Dropped{At: stone.Dropped, Rule: stone.Rule}
}

// explanationFor tells how a statement was read, nil when the rules have
// changed since and read it otherwise.
func explanationFor(book *extractor.Book, a extractor.Article, s extractor.Statement) *extractor.Explanation {
	if book == nil {
		return nil
	}
	_, all := book.Explain(a)
	for _, e := range all {
		if e.Statement != nil && e.Statement.ID == s.ID && e.Chosen != nil && e.Chosen.Rule == s.Rule {
			return &e
		}
	}
	return nil
}

// verify checks a folder and prints what was found.
func (c evidenceCommand) verify(s *session) (err error) {
	var trusted ed25519.PublicKey
	if c.Key != "" {
		if trusted, err = readPublic(c.Key); err != nil {
			return usageError{fmt.Errorf("%s: %w", c.Key, err)}
		}
	}
	folder, end, err := openFolder(c.Statement)
	if err != nil {
		return usageError{err}
	}
	defer func() { err = errors.Join(err, end()) }()
	found := evidence.Verify(s.ctx, folder, trusted)
	if err := s.printVerdict(found); err != nil {
		return err
	}
	if evidence.Holds(found) {
		return nil
	}
	var bad []string
	for _, f := range found {
		if f.Level == evidence.Bad && !strings.Contains(strings.Join(bad, "\n")+"\n", f.File+"\n") {
			bad = append(bad, f.File)
		}
	}
	return fmt.Errorf("the evidence does not hold: %s", strings.Join(bad, ", "))
}

func (s *session) printVerdict(found []evidence.Finding) error {
	if s.Format != "text" {
		e := json.NewEncoder(s.Out)
		for _, f := range found {
			if err := e.Encode(map[string]string{"level": string(f.Level), "file": f.File, "detail": f.Detail}); err != nil {
				return err
			}
		}
		return nil
	}
	t := newTable(s.Out, "", "file", "detail")
	for _, f := range found {
		t.row(string(f.Level), f.File, f.Detail)
	}
	return t.flush("")
}

// openFolder opens a folder, or a zip of one. Nothing outside of it is read,
// whatever links are in it.
func openFolder(name string) (fs.FS, func() error, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if !info.IsDir() {
		z, err := zip.OpenReader(name)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: neither a folder nor a zip of one: %w", name, err)
		}
		folder, err := within(z)
		return folder, z.Close, err
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, nil, err
	}
	return root.FS(), root.Close, nil
}

// within goes into the one folder that a zip holds.
func within(z fs.FS) (fs.FS, error) {
	entries, err := fs.ReadDir(z, ".")
	if err != nil || len(entries) != 1 || !entries[0].IsDir() {
		return z, err
	}
	return fs.Sub(z, entries[0].Name())
}
