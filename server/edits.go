package server

// edit is one step from one list to another.
type edit struct {
	item string
	op   byte
}

// maxEdits bounds the work of a comparison: texts further apart are shown as
// one gone and one come.
const maxEdits = 1000

// script gives the shortest way from a to b (Myers 1986, O(ND)).
func script(a, b []string) []edit {
	trace, ok := search(a, b)
	if !ok {
		out := make([]edit, 0, len(a)+len(b))
		for _, x := range a {
			out = append(out, edit{x, '-'})
		}
		for _, x := range b {
			out = append(out, edit{x, '+'})
		}
		return out
	}
	return retrace(a, b, trace)
}

// search walks the edit graph, keeping for every number of edits d how far
// each diagonal k in -d..d got; trace[d][k+d] is that reach in a.
func search(a, b []string) (trace [][]int32, ok bool) {
	for d := 0; d <= min(len(a)+len(b), maxEdits); d++ {
		row := make([]int32, 2*d+1)
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				x = reachOf(trace[d-1], d-1, k)
			}
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			row[k+d] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return append(trace, row), true
			}
		}
		trace = append(trace, row)
	}
	return nil, false
}

// reachOf is how far diagonal k gets by one more edit after row, whose
// diagonals are -d..d.
func reachOf(row []int32, d, k int) int {
	down, right := -1, -1
	if k+1 <= d {
		down = int(row[k+1+d])
	}
	if k-1 >= -d {
		right = int(row[k-1+d]) + 1
	}
	return max(down, right)
}

// retrace walks the trace back from the end and gives the edits in order,
// what is gone before what has come.
func retrace(a, b []string, trace [][]int32) []edit {
	var out []edit
	x, y := len(a), len(b)
	for d := len(trace) - 1; d > 0; d-- {
		k := x - y
		row := trace[d-1]
		down := k+1 <= d-1 && (k-1 < -(d-1) || int(row[k+1+d-1]) >= int(row[k-1+d-1])+1)
		fromK := k - 1
		if down {
			fromK = k + 1
		}
		fromX := int(row[fromK+d-1])
		startX := fromX
		if !down {
			startX++
		}
		for x > startX {
			x, y = x-1, y-1
			out = append(out, edit{a[x], '='})
		}
		if down {
			y--
			out = append(out, edit{b[y], '+'})
		} else {
			x--
			out = append(out, edit{a[x], '-'})
		}
	}
	for x > 0 {
		x--
		out = append(out, edit{a[x], '='})
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
