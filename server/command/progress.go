package command

import (
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
		// The library's own spinner reads without a lock what an Add writes.
		progressbar.OptionSetSpinnerChangeInterval(0),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(total > 0))
}
