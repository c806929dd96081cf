package extractor

import (
	"io/fs"
	"math"
	"strconv"
	"strings"
)

// weights says how much each sign speaks for a candidate (above zero) or
// against it: a table of words with numbers, fitted to read texts. The sum
// decides whether a match is an attribution, and which of two rules is right.
type weights struct {
	of map[uint64]float32
}

// readWeights reads weights.txt: a sign's kind, its words and its weight a
// line.
func readWeights(files fs.FS) (*weights, error) {
	blocks, err := readBlocks(files, "weights.txt")
	if err != nil {
		return nil, err
	}
	w := &weights{of: make(map[uint64]float32)}
	for _, block := range blocks {
		for _, l := range block {
			if err := w.read(l); err != nil {
				return nil, err
			}
		}
	}
	return w, nil
}

func (w *weights) read(l line) error {
	fields := strings.Fields(l.rest)
	if len(fields) < 1 || len(fields) > 3 {
		return l.errorf("a sign has a kind, up to two words and a weight")
	}
	value, err := strconv.ParseFloat(fields[len(fields)-1], 32)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return l.errorf("bad weight %q", fields[len(fields)-1])
	}
	s := sign{kind: l.key}
	if len(fields) > 1 {
		s.a = fields[0]
	}
	if len(fields) > 2 {
		s.b = fields[1]
	}
	w.of[s.hash()] = float32(value)
	return nil
}

// sign is one thing that is seen of a candidate: of a kind, with up to two
// words.
type sign struct{ kind, a, b string }

// hash is FNV-1a over the parts of a sign.
func (s sign) hash() uint64 {
	h := uint64(14695981039346656037)
	h = mix(h, s.kind)
	h = mix(h, s.a)
	return mix(h, s.b)
}

func mix(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return (h ^ 0xff) * 1099511628211
}

// score sums the weights of the candidate's signs.
func (m *matcher) score() float64 {
	sum := m.rule.trust
	if m.frame != nil {
		sum += m.frame.trust[m.complement]
	}
	m.signs(func(s sign) { sum += float64(m.book.weights.of[s.hash()]) })
	return sum
}

// likelihood turns a score into a number between 0 and 1.
func likelihood(score float64) float64 { return 1 / (1 + math.Exp(-score)) }
