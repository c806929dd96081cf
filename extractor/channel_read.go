package extractor

import (
	"fmt"
	"io/fs"
	"strings"
)

// readChannels reads the phrases that tell a channel or go before an outlet:
//
//	in a statement = statement
//	tell = via
//	source letter = letter
//
// The last is a source that is itself a document.
func (l *labelBook) readChannels(files fs.FS, name string) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		phrase, channel, ok := strings.Cut(line, " = ")
		if !ok {
			return fmt.Errorf("%s:%d: no channel in %q", name, n+1, line)
		}
		if noun, ok := strings.CutPrefix(phrase, "source "); ok {
			for _, w := range strings.Split(noun, "|") {
				l.documents[w] = Channel(channel)
			}
			continue
		}
		p, err := l.pattern(phrase)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, n+1, err)
		}
		for _, w := range p[0].words {
			if channel == "via" {
				l.vias[w] = append(l.vias[w], p)
			} else {
				l.channels[w] = append(l.channels[w], channelPattern{Channel(channel), p})
			}
		}
	}
	return nil
}
