package embedded

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord/index/indextest"
)

// mount makes a folder a disk of its own until the test ends. Who isn't allowed
// to can't run the test; root is, but in a container that takes it away.
func mount(t *testing.T, dir string, flags uintptr, data string) {
	t.Helper()
	err := syscall.Mount("tmpfs", dir, "tmpfs", flags, data)
	if errors.Is(err, syscall.EPERM) {
		t.Skipf("no disk of its own: %v", err)
	}
	if err != nil {
		t.Fatalf("mount: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
}

// TestDiskFull writes until the disk is full: Put says so, searches go on,
// nothing that Put has returned for is lost, and with room again all goes on.
func TestDiskFull(t *testing.T) {
	disk := t.TempDir()
	mount(t, disk, 0, "size=3m")
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(disk, "index")
	x := openDir(t, dir)
	var failure error
	var refused indextest.Piece
	written := 0
	for p := range indextest.Generated(20_000) {
		if failure = x.Put(context.Background(), p.Article, p.Entries); failure != nil {
			refused = p
			break
		}
		written += len(p.Entries)
	}
	if failure == nil || !strings.Contains(failure.Error(), "no space left") {
		t.Errorf("full disk: %v", failure)
	}
	if n := total(t, x, ""); n < written {
		t.Errorf("%d found of %d", n, written)
	}
	if err := rebuildFrom(x, indextest.Generated(20_000)); err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("rebuilt on a full disk: %v", err)
	}
	if n := len(volumes(t, dir)); n != 1 {
		t.Errorf("%d volumes after a rebuild that failed", n)
	}
	remove(t, ballast)
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		err := x.Put(context.Background(), refused.Article, refused.Entries)
		if err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("with room again: %v", err)
		}
	}
	written += len(refused.Entries)
	shut(t, x)
	x = openDir(t, dir)
	defer shut(t, x)
	if n := total(t, x, ""); n != written {
		t.Errorf("opened again: %d found of %d", n, written)
	}
}

// TestReadOnly opens an index where nothing can be written: a folder of
// somebody else's, or, for root, who may write there too, a disk.
func TestReadOnly(t *testing.T) {
	disk, reason := t.TempDir(), "permission denied"
	if os.Getuid() == 0 {
		reason = "read-only file system"
		mount(t, disk, syscall.MS_RDONLY, "")
	} else if err := os.Chmod(disk, 0o555); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(disk, "index")
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), reason) || !strings.Contains(err.Error(), dir) {
		t.Errorf("opened: %v", err)
	}
}
