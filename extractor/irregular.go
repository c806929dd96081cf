package extractor

import (
	"io/fs"
	"strings"
)

// readIrregular reads the irregular forms: a lemma and its forms a line.
func readIrregular(files fs.FS) (map[string][]string, error) {
	blocks, err := readBlocks(files, "irregular.txt")
	if err != nil {
		return nil, err
	}
	out := make(map[string][]string)
	for _, block := range blocks {
		for _, l := range block {
			forms := strings.Fields(l.rest)
			if len(forms) < 2 {
				return nil, l.errorf("%s needs a past and a participle", l.key)
			}
			out[l.key] = forms
		}
	}
	return out, nil
}
