package extractor

// pairing is how two wordings' telling words go together: places in the one
// and in the other, in order.
type pairing struct {
	pairs [][2]int
}

// The points of an alignment: what is the same is worth more than what is
// missing costs, so that a part is found in the whole; a long gap costs hardly
// more than a short one.
const (
	samePoints    = 20
	otherPoints   = -12
	openPoints    = -14
	furtherPoints = -1
)

// align finds the stretches of two wordings that go together best (Smith and
// Waterman, with Gotoh's gaps).
func align(a, b []said) pairing {
	rows, columns := len(a)+1, len(b)+1
	// Of each cell the best score that ends with a pair, with a word of a left
	// out, with one of b left out; and whence.
	type cell struct {
		pair, up, left int32
		from           uint8
	}
	const lowest = -1 << 20
	grid := make([]cell, rows*columns)
	for i := range columns {
		grid[i] = cell{0, lowest, lowest, 0}
	}
	best, bestAt := int32(0), 0
	for i := 1; i < rows; i++ {
		grid[i*columns] = cell{0, lowest, lowest, 0}
		for j := 1; j < columns; j++ {
			at := i*columns + j
			c := &grid[at]
			up, left, before := &grid[at-columns], &grid[at-1], &grid[at-columns-1]
			c.up = max(up.pair+openPoints, up.up+furtherPoints)
			if c.up == up.up+furtherPoints {
				c.from |= fromUp
			}
			c.left = max(left.pair+openPoints, left.up+openPoints, left.left+furtherPoints)
			switch c.left {
			case left.left + furtherPoints:
				c.from |= fromLeft
			case left.up + openPoints:
				c.from |= leftFromUp
			}
			points := int32(otherPoints)
			if matches(&a[i-1], &b[j-1]) {
				points = samePoints
			}
			from, score := pairEnds, int32(0)
			for _, s := range []struct {
				from  uint8
				score int32
			}{{pairFromPair, before.pair}, {pairFromUp, before.up}, {pairFromLeft, before.left}} {
				if s.score > score {
					from, score = s.from, s.score
				}
			}
			c.pair = score + points
			if c.pair <= 0 {
				c.pair, from = 0, pairEnds
				c.from |= noPair
			}
			c.from |= from
			if c.pair > best {
				best, bestAt = c.pair, at
			}
		}
	}
	return retracePairs(a, b, func(i, j int) uint8 { return grid[i*columns+j].from }, bestAt/columns, bestAt%columns)
}

const (
	pairEnds     uint8 = 0
	pairFromPair uint8 = 1
	pairFromUp   uint8 = 2
	pairFromLeft uint8 = 3
	fromUp       uint8 = 4
	fromLeft     uint8 = 8
	leftFromUp   uint8 = 16
	noPair       uint8 = 32
)

// retracePairs walks back from the best cell. Pairs of different words are
// left out.
func retracePairs(a, b []said, from func(i, j int) uint8, i, j int) pairing {
	var p pairing
	state := pairFromPair
	for i > 0 && j > 0 {
		f := from(i, j)
		switch state {
		case pairFromPair:
			if f&noPair != 0 {
				i = 0
				continue
			}
			if matches(&a[i-1], &b[j-1]) {
				p.pairs = append(p.pairs, [2]int{i - 1, j - 1})
			}
			i, j = i-1, j-1
			if state = f & 3; state == pairEnds {
				i = 0
			}
		case pairFromUp:
			i--
			if f&fromUp == 0 {
				state = pairFromPair
			}
		case pairFromLeft:
			j--
			switch {
			case f&fromLeft != 0:
			case f&leftFromUp != 0:
				state = pairFromUp
			default:
				state = pairFromPair
			}
		}
	}
	for x, y := 0, len(p.pairs)-1; x < y; x, y = x+1, y-1 {
		p.pairs[x], p.pairs[y] = p.pairs[y], p.pairs[x]
	}
	return p
}

// matches tells whether two words are one: the same word, or a number and what
// it is rounded to.
func matches(a, b *said) bool {
	if a.isNumber && b.isNumber {
		return a.ordinal == b.ordinal && sameNumber(a, b)
	}
	return a.stem == b.stem
}
