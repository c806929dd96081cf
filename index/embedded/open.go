package embedded

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
}

// Open opens the index kept in a directory, or starts an empty one there. The
// index is Stale until a Rebuild has completed once for this Version. It
// refuses with ErrLocked what another process has open.
func Open(dir string) (*Index, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the index's directory: %w", err)
	}
	c, err := readMarker(dir)
	if err != nil {
		return nil, err
	}
	fresh := c.Volume == "" || c.Version != Version
	if fresh {
		if c, err = newCurrent(dir); err != nil {
			return nil, err
		}
	}
	v, err := openVolume(filepath.Join(dir, c.Volume))
	if errors.Is(err, bolt.ErrTimeout) {
		return nil, fmt.Errorf("open index in %s: %w", dir, ErrLocked)
	}
	if err != nil {
		return nil, fmt.Errorf("open index in %s: %w", dir, err)
	}
	press, err := newPress()
	if err != nil {
		return nil, errors.Join(err, v.close())
	}
	x := &Index{dir: dir, stems: newStems(), press: press, now: v, name: c.Volume, stale: !c.Complete}
	if fresh {
		err = writeMarker(dir, c)
	}
	if err == nil {
		err = sweep(dir, c.Volume)
	}
	if err == nil {
		err = v.learn(x.stems)
	}
	if err != nil {
		return nil, errors.Join(err, v.close())
	}
	return x, nil
}

// Stale tells that the index isn't known to hold everything: it is new, or
// made by another version. Rebuild mends it.
func (x *Index) Stale() bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.stale
}

func readMarker(dir string) (current, error) {
	text, err := os.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) {
		return current{}, nil
	}
	if err != nil {
		return current{}, fmt.Errorf("read which index counts: %w", err)
	}
	var c current
	if err := json.Unmarshal(text, &c); err != nil || !strings.HasPrefix(c.Volume, volumePrefix) || c.Volume != filepath.Base(c.Volume) {
		return current{}, nil // no index of ours: start afresh, and be rebuilt
	}
	if _, err := os.Stat(filepath.Join(dir, c.Volume)); err != nil {
		return current{}, nil
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
