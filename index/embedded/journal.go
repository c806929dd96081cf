package embedded

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// journal keeps changes on disk from when Put returns until scorch has them in
// its own files. It is a few files, each beginning where the one before ends;
// the oldest goes when all in it is kept elsewhere. Changes are numbered: a
// snapshot holds the number of the last that is in it, and those after it are
// done again when the volume is opened.
type journal struct {
	dir  string
	last uint64 // the number of the last change

	mu    sync.Mutex // guards what follows
	files []journalFile
	open  *os.File // the last of the files, or nil
	size  int64
	torn  bool // behind size stands what wasn't wholly written
}

// journalFile is a file of a journal with the number of its last change.
type journalFile struct {
	path string
	last uint64
}

const (
	journalPrefix = "journal-"
	// mostInJournal is the size in bytes from which on another file is begun.
	mostInJournal = 4 << 20
)

// openJournal opens the journal of a volume, behind what its snapshot has.
func (v *volume) openJournal() (*journal, error) {
	built, err := v.built()
	if err != nil {
		return nil, err
	}
	j := &journal{dir: v.dir, last: built}
	list, err := os.ReadDir(v.dir)
	if err != nil {
		return nil, fmt.Errorf("look for the journal: %w", err)
	}
	for _, e := range list { // by name, the oldest first
		if strings.HasPrefix(e.Name(), journalPrefix) {
			j.files = append(j.files, journalFile{path: filepath.Join(v.dir, e.Name())})
		}
	}
	return j, nil
}

// built gives the number of the last change that is in the snapshot.
func (v *volume) built() (uint64, error) {
	reader, err := v.scorch.Reader()
	if err != nil {
		return 0, fmt.Errorf("read what the index holds: %w", err)
	}
	defer reader.Close()
	value, err := reader.GetInternal(builtKey)
	if err != nil {
		return 0, fmt.Errorf("read what the index holds: %w", err)
	}
	if value == nil {
		return 0, nil
	}
	if len(value) != 8 {
		return 0, fmt.Errorf("read what the index holds: %w", errDamaged)
	}
	return binary.BigEndian.Uint64(value), nil
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// redo does again what a journal has of changes that the snapshot doesn't have.
func (v *volume) redo(s *stems, p *press) error {
	built := v.journal.last
	var list []*change
	for i := range v.journal.files {
		f := &v.journal.files[i]
		records, err := readJournal(f.path, i == len(v.journal.files)-1)
		if err != nil {
			return fmt.Errorf("read the journal: %w", err)
		}
		for _, r := range records {
			f.last = r.number
			if r.number <= built {
				continue
			}
			c, err := r.change(s, p)
			if err != nil {
				return fmt.Errorf("read the journal: %w", err)
			}
			list = append(list, c)
		}
		v.journal.last = max(v.journal.last, f.last)
	}
	v.add(list)
	if err := v.await(); err != nil {
		return fmt.Errorf("%w: do what the journal has again: %w", errDamaged, err)
	}
	v.journal.forget(built)
	return nil
}

// readJournal reads a file of a journal. The end of the newest may not have
// been written wholly: nobody was told that it was, and it is cut off. What has
// a whole record behind it is no end: it was damaged later.
func readJournal(path string, newest bool) (list []record, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for at := 0; at < len(text); {
		r, size, err := readRecord(text[at:])
		if err != nil && newest && !anyRecord(text[at+1:]) {
			return list, os.Truncate(path, int64(at))
		}
		if err != nil {
			return nil, err
		}
		list, at = append(list, r), at+size
	}
	return list, nil
}

// append writes changes and numbers them. They are on disk when it returns.
func (j *journal) append(list []*change) error {
	var out bytes.Buffer
	for _, c := range list {
		j.last++
		c.number = j.last
		out.Write(record{c.number, c.article, c.kept}.encode())
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.torn {
		if err := j.open.Truncate(j.size); err != nil {
			return fmt.Errorf("write to the journal: %w", err)
		}
		j.torn = false
	}
	if j.open == nil || j.size > mostInJournal {
		if err := j.begin(list[0].number); err != nil {
			return fmt.Errorf("begin a journal: %w", err)
		}
	}
	_, err := j.open.WriteAt(out.Bytes(), j.size)
	if err == nil {
		err = j.open.Sync()
	}
	if err != nil {
		j.torn = j.open.Truncate(j.size) != nil
		return fmt.Errorf("write to the journal: %w", err)
	}
	j.size += int64(out.Len())
	j.files[len(j.files)-1].last = j.last
	return nil
}

// begin begins another file.
func (j *journal) begin(first uint64) error {
	path := filepath.Join(j.dir, fmt.Sprintf("%s%016x", journalPrefix, first))
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if err := syncDir(j.dir); err != nil {
		return errors.Join(err, f.Close(), os.Remove(path))
	}
	if j.open != nil {
		if err := j.open.Close(); err != nil {
			return errors.Join(err, f.Close(), os.Remove(path))
		}
	}
	j.files = slices.DeleteFunc(j.files, func(f journalFile) bool { return f.path == path }) // it had nothing
	j.files = append(j.files, journalFile{path, first})
	j.open, j.size = f, 0
	return nil
}

// forget removes the files whose changes are all kept elsewhere, but the one
// that is written to. What can't be removed is tried again with the next.
func (j *journal) forget(kept uint64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := 0
	for n < len(j.files) && j.files[n].last <= kept && !(n == len(j.files)-1 && j.open != nil) {
		n++
	}
	if n == 0 || syncDir(j.dir) != nil { // scorch syncs its files and not their names
		return
	}
	for ; n > 0; n-- {
		if err := os.Remove(j.files[0].path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return
		}
		j.files = j.files[1:]
	}
}

// close closes the journal, and removes it when all in it is kept elsewhere.
func (j *journal) close(kept uint64) error {
	if j.open != nil {
		if err := j.open.Close(); err != nil {
			return fmt.Errorf("close the journal: %w", err)
		}
		j.open = nil
	}
	j.forget(kept)
	return nil
}
