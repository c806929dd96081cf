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
	// table is open: a sign stands at its hash or behind. It is small, since
	// most signs of a candidate aren't in it and every look may miss a cache.
	table []weight
}

// weight is what a sign with the upper half of that hash weighs; zero marks an
// empty place.
type weight struct {
	hash  uint32
	value float32
}

// tabulate puts the weights of signs, by their hashes, into a table.
func tabulate(of map[uint64]float32) *weights {
	size := 1 << 4
	for size < 2*len(of) {
		size *= 2
	}
	w := &weights{make([]weight, size)}
	for hash, value := range of {
		if value == 0 {
			continue
		}
		i := hash & uint64(size-1)
		for w.table[i].value != 0 {
			i = (i + 1) & uint64(size-1)
		}
		w.table[i] = weight{uint32(hash >> 32), value}
	}
	return w
}

// of gives the weight of a sign, 0 for one that says nothing.
func (w *weights) of(s sign) float32 {
	hash, mask := s.hash(), uint64(len(w.table)-1)
	for i := hash & mask; w.table[i].value != 0; i = (i + 1) & mask {
		if w.table[i].hash == uint32(hash>>32) {
			return w.table[i].value
		}
	}
	return 0
}

// readWeights reads weights.txt: a sign's kind, its words and its weight a
// line.
func readWeights(files fs.FS) (*weights, error) {
	blocks, err := readBlocks(files, "weights.txt")
	if err != nil {
		return nil, err
	}
	of := make(map[uint64]float32)
	for _, block := range blocks {
		for _, l := range block {
			s, value, err := readWeight(l)
			if err != nil {
				return nil, err
			}
			of[s.hash()] = value
		}
	}
	return tabulate(of), nil
}

func readWeight(l line) (sign, float32, error) {
	s := sign{kind: l.key}
	fields := strings.Fields(l.rest)
	if len(fields) < 1 || len(fields) > 3 {
		return s, 0, l.errorf("a sign has a kind, up to two words and a weight")
	}
	value, err := strconv.ParseFloat(fields[len(fields)-1], 32)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return s, 0, l.errorf("bad weight %q", fields[len(fields)-1])
	}
	if len(fields) > 1 {
		s.a = fields[0]
	}
	if len(fields) > 2 {
		s.b = fields[1]
	}
	return s, float32(value), nil
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
	m.signs(func(s sign) { sum += float64(m.book.weights.of(s)) })
	return sum
}

// likelihood turns a score into a number between 0 and 1.
func likelihood(score float64) float64 { return 1 / (1 + math.Exp(-score)) }
