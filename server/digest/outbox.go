package digest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Letter is a message with its envelope.
type Letter struct {
	MessageID, From, To string
	Message             []byte
}

// Outbox writes letters into a folder, as one .eml file each, named by the
// Message-ID: delivering twice leaves one file.
type Outbox struct{ Dir string }

// Deliver writes the letter, all of it or nothing, and tells where.
func (o Outbox) Deliver(_ context.Context, l Letter) (path string, err error) {
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return "", fmt.Errorf("outbox: %w", err)
	}
	path = filepath.Join(o.Dir, strings.Map(plain, l.MessageID)+".eml")
	f, err := os.CreateTemp(o.Dir, ".digest-*")
	if err != nil {
		return "", fmt.Errorf("outbox: %w", err)
	}
	_, err = f.Write(l.Message)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return "", fmt.Errorf("outbox: %w", errors.Join(err, os.Remove(f.Name())))
	}
	return path, nil
}

// plain keeps what every file system allows in a name.
func plain(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.@", r) {
		return r
	}
	return '_'
}
