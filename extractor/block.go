package extractor

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strings"
)

// line is a line of a data file, split at its first space.
type line struct {
	file      string
	number    int
	key, rest string
}

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", l.file, l.number, fmt.Sprintf(format, args...))
}

// readBlocks reads a data file: blocks of `key rest` lines parted by blank
// lines; lines that begin with # say something to people.
func readBlocks(files fs.FS, name string) ([][]line, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read data file: %w", err)
	}
	var blocks [][]line
	var block []line
	scan := bufio.NewScanner(bytes.NewReader(data))
	scan.Buffer(make([]byte, 0, 64<<10), 1<<20)
	for n := 1; scan.Scan(); n++ {
		text := strings.TrimSpace(scan.Text())
		if strings.HasPrefix(text, "#") {
			continue
		}
		if text == "" {
			if len(block) > 0 {
				blocks = append(blocks, block)
			}
			block = nil
			continue
		}
		key, rest, _ := strings.Cut(text, " ")
		block = append(block, line{name, n, key, strings.TrimSpace(rest)})
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(block) > 0 {
		blocks = append(blocks, block)
	}
	return blocks, nil
}
