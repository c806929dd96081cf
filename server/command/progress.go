package command

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far long work is, on a terminal only. total is 0 or -1
// where the end isn't known.
func progress(w io.Writer, total int64, what string) *progressbar.ProgressBar {
	if total == 0 {
		total = -1 // a bar of no length is refused
	}
	if f, ok := w.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		w = io.Discard
	}
	return progressbar.NewOptions64(total,
		progressbar.OptionSetDescription(what), progressbar.OptionSetWriter(w),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionShowCount(),
		progressbar.OptionSetItsString(what), progressbar.OptionShowIts(),
		// The library's own spinner reads without a lock what an Add writes.
		progressbar.OptionSetSpinnerChangeInterval(0),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(total > 0))
}

// ticker tells how far a count of statements is: a bar on a terminal, a line
// now and then elsewhere.
type ticker struct {
	out   io.Writer
	bar   *progressbar.ProgressBar // nil where there is no terminal
	began time.Time
	told  time.Time
}

// tellEvery is how often a line is written where there is no terminal.
const tellEvery = 5 * time.Second

func newTicker(w io.Writer, began time.Time) *ticker {
	return &ticker{out: w, began: began, told: began}
}

func (t *ticker) tell(done, total int) {
	if f, ok := t.out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if t.bar == nil {
			t.bar = progress(t.out, int64(total), "statements")
		}
		_ = t.bar.Set(done) // a bar that can't be drawn stops nothing
		return
	}
	if time.Since(t.told) >= tellEvery {
		t.told = time.Now()
		fmt.Fprintln(t.out, pace(done, total, time.Since(t.began)))
	}
}

func (t *ticker) end() error {
	if t.bar == nil {
		return nil
	}
	return t.bar.Finish()
}
