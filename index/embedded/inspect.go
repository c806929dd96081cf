package embedded

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/util"
	zap "github.com/blevesearch/zapx/v17"
	"go.etcd.io/bbolt"
	bolt "go.etcd.io/bbolt/errors"
)

// rootFile is where scorch keeps which segments make up the index.
const rootFile = "root.bolt"

// atOnce is how long a lock is waited for: no longer than it takes to find out.
const atOnce = 100 * time.Millisecond

// inspect holds a volume that nobody has open to what scorch needs to read it,
// and gives the number of its documents. Scorch passes over what it can't read,
// and answers from what is left. The error of what can't be read is
// errDamaged; ErrLocked and what the system refuses are no damage.
func inspect(dir string) (documents uint64, err error) {
	path := filepath.Join(dir, rootFile)
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return 0, fmt.Errorf("%w: %s is missing or empty", errDamaged, rootFile)
	}
	var db *bbolt.DB
	err = guarded(func() (err error) {
		db, err = bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: atOnce})
		return err
	})
	switch {
	case errors.Is(err, bolt.ErrTimeout):
		return 0, ErrLocked
	case errors.Is(err, fs.ErrPermission):
		return 0, err
	case err != nil:
		return 0, fmt.Errorf("%w: %s: %w", errDamaged, rootFile, err)
	}
	var list []listed
	err = guarded(func() error {
		return db.View(func(tx *bbolt.Tx) (err error) {
			list, err = newest(tx)
			return err
		})
	})
	if e := db.Close(); err == nil {
		err = e
	}
	if err != nil {
		return 0, err
	}
	for _, l := range list {
		path := filepath.Join(dir, filepath.Base(l.name))
		if err := whole(path); err != nil {
			return 0, err
		}
		n, err := l.documents(path)
		if err != nil {
			return 0, err
		}
		documents += n
	}
	return documents, nil
}

// sound makes an error of what is thrown where a damaged file is read, be it
// beyond the end of what is mapped into memory.
func sound(err *error) {
	if thrown := recover(); thrown != nil {
		*err = fmt.Errorf("%w: %v", errDamaged, thrown)
	}
}

// guarded does what reads mapped files: no damage to them ends the process.
func guarded(do func() error) (err error) {
	defer sound(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return do()
}

// listed is a segment as a snapshot lists it.
type listed struct {
	name    string // of its file
	deleted []byte // which of its documents are, as a bitmap; nil for none
}

// documents counts those of a segment that aren't deleted.
func (l listed) documents(path string) (n uint64, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%w: %s: %w", errDamaged, filepath.Base(path), err)
		}
	}()
	deleted := roaring.New()
	if l.deleted != nil {
		if _, err := deleted.ReadFrom(bytes.NewReader(l.deleted)); err != nil {
			return 0, err
		}
	}
	err = guarded(func() error {
		s, err := new(zap.ZapPlugin).Open(path)
		if err != nil {
			return err
		}
		n = s.Count() - deleted.GetCardinality()
		return s.Close()
	})
	return n, err
}

// newest gives the segments of the newest snapshot.
func newest(tx *bbolt.Tx) ([]listed, error) {
	all := tx.Bucket(util.BoltSnapshotsBucket)
	if all == nil {
		return nil, nil
	}
	last, _ := all.Cursor().Last()
	if last == nil {
		return nil, nil
	}
	snapshot := all.Bucket(last)
	if snapshot == nil {
		return nil, fmt.Errorf("%w: %s: no snapshot", errDamaged, rootFile)
	}
	var list []listed
	err := snapshot.ForEachBucket(func(key []byte) error {
		if key[0] == util.BoltInternalKey[0] || key[0] == util.BoltMetaDataKey[0] {
			return nil
		}
		name := snapshot.Bucket(key).Get(util.BoltPathKey)
		if name == nil {
			return fmt.Errorf("%w: %s: a segment without a file", errDamaged, rootFile)
		}
		list = append(list, listed{string(name), bytes.Clone(snapshot.Bucket(key).Get(util.BoltDeletedKey))})
		return nil
	})
	return list, err
}

// whole holds a segment's file to the checksum at its end.
func whole(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %s is missing", errDamaged, filepath.Base(path))
	}
	if err != nil {
		return fmt.Errorf("look at a segment: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("look at a segment: %w", err)
	}
	const end = crc32.Size
	sum := crc32.NewIEEE()
	var last [end]byte
	if info.Size() > end {
		_, err = io.Copy(sum, bufio.NewReaderSize(io.LimitReader(f, info.Size()-end), 1<<20))
		if err == nil {
			_, err = io.ReadFull(f, last[:])
		}
	}
	if err != nil {
		return fmt.Errorf("%w: %s: %w", errDamaged, filepath.Base(path), err)
	}
	if info.Size() <= end || binary.BigEndian.Uint32(last[:]) != sum.Sum32() {
		return fmt.Errorf("%w: %s isn't what was written", errDamaged, filepath.Base(path))
	}
	return nil
}
