package embedded

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.etcd.io/bbolt"
	bolt "go.etcd.io/bbolt/errors"
)

// ErrLocked is the error of Open when another process has the index open.
var ErrLocked = errors.New("the index is in use by another process")

// marker is the file that names the directory of the index that counts. It is
// replaced in one step, so that a crash leaves either the old index or the
// new one.
const marker = "current.json"

// volumePrefix begins the name of every directory with an index.
const volumePrefix = "volume-"

// current is the marker's content.
type current struct {
	Volume   string
	Version  int
	Complete bool // a Rebuild has filled it
	// Why tells why it isn't complete, for whoever opens it next.
	Why string `json:",omitempty"`
}

// Open opens the index kept in a directory, or starts an empty one there. The
// index is Stale until a Rebuild has completed once for this Version, and when
// what is there is damaged: then it begins anew. It refuses with ErrLocked what
// another process has open.
func Open(dir string) (*Index, error) {
	x, err := open(dir)
	if err != nil {
		return nil, fmt.Errorf("open index in %s: %w", dir, err)
	}
	return x, nil
}

func open(dir string) (_ *Index, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	lock, err := takeLock(filepath.Join(dir, lockFile))
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, lock.Close())
		}
	}()
	press, err := newPress()
	if err != nil {
		return nil, err
	}
	x := &Index{dir: dir, stems: newStems(), press: press, lock: lock, damaged: make(chan struct{}, 1)}
	c, why, err := usable(dir)
	if err != nil {
		return nil, err
	}
	if c.Volume != "" {
		x.now, err = x.load(c.Volume)
		if errors.Is(err, errDamaged) {
			c, why, err = current{}, err.Error(), nil
		}
	}
	if err == nil && c.Volume == "" {
		c, x.now, err = x.start(why)
	}
	if err != nil {
		return nil, err
	}
	x.name, x.why = c.Volume, why
	if err := sweep(dir, c.Volume); err != nil {
		return nil, errors.Join(err, x.now.close())
	}
	return x, nil
}

// usable gives what the marker names if it can be used, nothing otherwise, and
// why it is stale.
func usable(dir string) (c current, why string, err error) {
	c, err = readMarker(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return current{}, "it is missing or new", nil
	case errors.Is(err, errDamaged):
		return current{}, err.Error(), nil
	case err != nil:
		return current{}, "", err
	case c.Version != Version:
		return current{}, "it was made by another version", nil
	case !c.Complete:
		return c, cmp.Or(c.Why, "it was never completed"), nil
	}
	return c, "", nil
}

// load opens a volume that is there.
func (x *Index) load(name string) (*volume, error) {
	dir := filepath.Join(x.dir, name)
	documents, err := inspect(dir)
	if err != nil {
		return nil, err
	}
	v, err := openVolume(dir)
	if errors.Is(err, bolt.ErrTimeout) {
		return nil, ErrLocked
	}
	if err != nil {
		return nil, err
	}
	// Not its segments: they may have been merged already.
	n, err := v.documents()
	if err == nil && n != documents {
		err = fmt.Errorf("%w: %d documents of %d", errDamaged, n, documents)
	}
	if err == nil {
		if err = guarded(func() error { return v.learn(x.stems) }); err != nil {
			err = fmt.Errorf("%w: %w", errDamaged, err)
		}
	}
	if err == nil {
		err = v.redo(x.stems, x.press)
	}
	if err != nil {
		return nil, errors.Join(err, v.close())
	}
	return v, nil
}

// start begins an empty volume.
func (x *Index) start(why string) (current, *volume, error) {
	c, err := newCurrent(x.dir)
	if err != nil {
		return c, nil, err
	}
	c.Why = why
	v, err := openVolume(filepath.Join(x.dir, c.Volume))
	if err != nil {
		return c, nil, err
	}
	if err := writeMarker(x.dir, c); err != nil {
		return c, nil, errors.Join(err, v.close())
	}
	return c, v, nil
}

// lockFile is what a process holds while it has the directory open.
const lockFile = "lock"

// takeLock locks a file, made by Bleve's own database: it knows how to on any
// system. ErrLocked tells that another process has it.
func takeLock(path string) (io.Closer, error) {
	for again := false; ; again = true {
		lock, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: atOnce})
		switch {
		case err == nil:
			return lock, nil
		case errors.Is(err, bolt.ErrTimeout):
			return nil, ErrLocked
		case again || errors.Is(err, fs.ErrPermission):
			return nil, fmt.Errorf("lock it: %w", err)
		}
		if err := os.Remove(path); err != nil { // damaged, and nobody has it
			return nil, fmt.Errorf("lock it: %w", err)
		}
	}
}

// readMarker reads which volume counts. Its error is fs.ErrNotExist where
// there is no marker, and errDamaged where it is none of ours.
func readMarker(dir string) (current, error) {
	text, err := os.ReadFile(filepath.Join(dir, marker))
	if err != nil {
		return current{}, fmt.Errorf("read which index counts: %w", err)
	}
	var c current
	if err := json.Unmarshal(text, &c); err != nil || !strings.HasPrefix(c.Volume, volumePrefix) || c.Volume != filepath.Base(c.Volume) {
		return current{}, fmt.Errorf("%w: %s names no index", errDamaged, marker)
	}
	return c, nil
}

// newCurrent makes a directory for an empty index.
func newCurrent(dir string) (current, error) {
	made, err := os.MkdirTemp(dir, volumePrefix)
	if err != nil {
		return current{}, fmt.Errorf("make a directory for the index: %w", err)
	}
	return current{Volume: filepath.Base(made), Version: Version}, nil
}

// writeMarker replaces the marker, on disk when it returns.
func writeMarker(dir string, c current) error {
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("encode which index counts: %w", err)
	}
	f, err := os.CreateTemp(dir, marker)
	if err != nil {
		return fmt.Errorf("write which index counts: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, marker))
	}
	if err != nil {
		return fmt.Errorf("write which index counts: %w", err)
	}
	return syncDir(dir)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync the index's directory: %w", err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("sync the index's directory: %w", err)
	}
	return nil
}

// sweep removes what crashed rebuilds have left.
func sweep(dir, keep string) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look for left-over indexes: %w", err)
	}
	for _, e := range list {
		left := strings.HasPrefix(e.Name(), volumePrefix) || strings.HasPrefix(e.Name(), marker) && e.Name() != marker
		if !left || e.Name() == keep {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("remove a left-over index: %w", err)
		}
	}
	return nil
}
