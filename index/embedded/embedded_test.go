package embedded

import (
	"testing"

	"onrecord/index"
	"onrecord/index/indextest"
)

func TestContract(t *testing.T) {
	t.Run("directory", func(t *testing.T) {
		indextest.Run(t, func(t *testing.T) index.Index { return openDir(t, t.TempDir()) })
	})
	t.Run("memory", func(t *testing.T) {
		indextest.Run(t, func(t *testing.T) index.Index {
			x, err := OpenMemory()
			if err != nil {
				t.Fatal(err)
			}
			return x
		})
	})
}

func openDir(t *testing.T, dir string) *Index {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
