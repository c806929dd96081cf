package server

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"onrecord/index"
)

var shots = flag.String("shots", "", "keep screenshots of the pages in this folder")

// browser finds Chromium; without one the pages stay unproven.
func browserPath() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium found; install it with: apt-get install chromium")
}

// A step that works ends long before stepTime is over, and all of them before
// wholeTime: they only keep a browser that hangs from keeping the test, on
// a machine that does much else, under the race detector.
const stepTime, wholeTime = 2 * time.Minute, 15 * time.Minute

// newTab starts a browser with one tab, and gathers what its console says.
func newTab(t *testing.T) (context.Context, *console) {
	t.Helper()
	path, err := browserPath()
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 900))
	ctx, cancel := context.WithTimeout(context.Background(), wholeTime)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	c := &console{}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			c.add(m)
		}
	}()
	return ctx, c
}

// console keeps the errors and warnings of a tab's console.
type console struct {
	mu    sync.Mutex
	lines []string
}

func (c *console) add(m chromedp.ConsoleMessage) {
	if m.Type != chromedp.ConsoleError && m.Type != chromedp.ConsoleWarning && !m.IsException() {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines = append(c.lines, m.String()+" "+m.URL)
}

// take gives what has been said since it was last asked.
func (c *console) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	lines := c.lines
	c.lines = nil
	return lines
}

func do(t *testing.T, ctx context.Context, what string, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func ask[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("evaluate %.60s: %v", script, err)
	}
	return v
}

// eventually waits until a script is true.
func eventually(t *testing.T, ctx context.Context, what, script string) {
	t.Helper()
	for until := time.Now().Add(stepTime); time.Now().Before(until); {
		if ask[bool](t, ctx, script) {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s: never came true: %s\nat %s", what, script, ask[string](t, ctx, "location.href"))
}

// loaded does a step that leads to another page and waits for it.
func loaded(t *testing.T, ctx context.Context, what string, step chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, step)); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func TestBrowser(t *testing.T) {
	room := newRoom(t, "room", "hostile")
	link := room.saveSome(t)
	web := httptest.NewServer(room.handler(t))
	defer web.Close()
	ctx, said := newTab(t)
	t.Run("walk", func(t *testing.T) { walk(t, ctx, web.URL) })
	t.Run("without script", func(t *testing.T) { walkWithoutScript(t, ctx, web.URL) })
	t.Run("passages", func(t *testing.T) { passages(t, ctx) })
	t.Run("accessible", func(t *testing.T) { accessible(t, ctx, web.URL, link) })
	for _, line := range said.take() {
		if !strings.Contains(line, "status of 40") { // the error pages' own status
			t.Errorf("console: %s", line)
		}
	}
}

const total = `document.getElementById("total").textContent`

// walk types a query, filters by two stances, opens an article and goes back.
func walk(t *testing.T, ctx context.Context, base string) {
	do(t, ctx, "open", chromedp.Navigate(base+"/"), chromedp.SendKeys(chromedp.ID("q"), "northgate"))
	loaded(t, ctx, "search", chromedp.KeyEvent("\r"))
	eventually(t, ctx, "results", `location.search != "" && document.getElementById("total") != null`)
	all := ask[string](t, ctx, total)
	for _, stance := range []string{"accuse", "decline"} {
		do(t, ctx, "tick "+stance, chromedp.Click(chromedp.CSS(`.facets input[name=stance][value=`+stance+`]`)))
		eventually(t, ctx, stance+" chip", `[...document.querySelectorAll(".chips bdi")].some(e => e.textContent == "`+stance+`")`)
	}
	eventually(t, ctx, "address after two ticks", `location.search == "?q=northgate&stance=accuse&stance=decline"`)
	if got := ask[string](t, ctx, total); got == all {
		t.Errorf("the filters changed nothing: %s", got)
	}
	eventually(t, ctx, "focus on the ticked box", `document.activeElement.value == "decline"`)
	filtered := ask[string](t, ctx, total)
	if n := ask[int](t, ctx, `new Set([...document.querySelectorAll(".statement .stance")].map(e => e.textContent)).size`); n != 2 {
		t.Errorf("%d stances among the filtered statements, want 2", n)
	}
	loaded(t, ctx, "open an article", chromedp.Click(chromedp.CSS(".statement cite a")))
	eventually(t, ctx, "the statement's labels open", `document.querySelector("dl:target")?.closest("details").open === true`)
	eventually(t, ctx, "the statement's words lit in the text", `[...document.querySelectorAll("a.m")].some(e => getComputedStyle(e).backgroundColor == "rgb(253, 230, 138)")`)
	hash := ask[string](t, ctx, "location.hash")
	do(t, ctx, "choose another", chromedp.Click(chromedp.CSS(".text a.m.cue")))
	eventually(t, ctx, "another", `location.hash != "`+hash+`"`)
	back := chromedp.Evaluate[chromedp.Void]("history.back()")
	do(t, ctx, "go back", back)
	eventually(t, ctx, "back within the article", `location.hash == "`+hash+`"`)
	do(t, ctx, "go back", back)
	eventually(t, ctx, "back", `location.pathname == "/" && document.getElementById("total") != null && `+total+` == "`+filtered+`"`)
	do(t, ctx, "go back once more", back)
	eventually(t, ctx, "one stance", `document.querySelectorAll(".chips bdi").length == 1`)
	loaded(t, ctx, "remove a chip", chromedp.Click(chromedp.CSS(".chips a")))
	eventually(t, ctx, "no stance", `document.getElementById("total") != null && document.querySelectorAll(".chips bdi").length == 0`)
	if got := ask[string](t, ctx, total); got != all {
		t.Errorf("without filters %s, at first %s", got, all)
	}
}

// walkWithoutScript does the same by the form's button alone.
func walkWithoutScript(t *testing.T, ctx context.Context, base string) {
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	defer chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	do(t, ctx, "open", chromedp.Navigate(base+"/"), chromedp.Click(chromedp.CSS(`input[value=accuse]`)), chromedp.Click(chromedp.CSS(`input[value=deny]`)))
	loaded(t, ctx, "apply", chromedp.Click(chromedp.CSS(".apply button")))
	where, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil || !strings.HasSuffix(where, "?q=&stance=accuse&stance=deny") {
		t.Errorf("applied: %s, %v", where, err)
	}
}

// accessible lets axe-core look at every kind of page, wide and narrow, light
// and dark.
func accessible(t *testing.T, ctx context.Context, base, link string) {
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		name, path string
		all        bool
	}{
		{"search", "/?q=northgate&stance=accuse&stance=decline", true},
		{"front", "/", false},
		{"empty", "/?q=nosuchword&stance=accuse", false},
		{"unreadable", "/?q=stance:accuse+%22free", false},
		{"article", "/article/ledger-letter#s-ledger-letter-4", true},
		{"changes", "/article/courier-inquiry?revision=2&against=1", false},
		{"hostile", "/article/hostile#s-hostile-1", false},
		{"utterance", "/utterance/courier-inquiry-3", false},
		{"hostile utterance", "/utterance/hostile-1", true},
		{"health", "/health", false},
		{"unseen", "/unseen", false},
		{"saved searches", "/searches", false},
		{"save", "/save?q=northgate&stance=accuse", false},
		{"saved", "/searches/denials", true},
		{"saved broken", "/searches/broken", false},
		{"shared", "/s/" + link, false},
		{"failure", "/nowhere", false},
	} {
		for _, v := range []view{{1280, "light"}, {1280, "dark"}, {390, "light"}, {390, "dark"}} {
			if !p.all && (v.width == 390) == (v.scheme == "light") {
				continue // one wide and one narrow view tell enough
			}
			name := fmt.Sprintf("%s %d %s", p.name, v.width, v.scheme)
			v.prefer(t, ctx)
			do(t, ctx, name, chromedp.Navigate("about:blank"), chromedp.Navigate(base+p.path))
			shoot(t, ctx, name)
			if over := ask[int](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%s: scrolls sideways by %d pixels", name, over)
			}
			for _, cell := range ask[[]string](t, ctx, crushed) {
				t.Errorf("%s: a column has no room for %.60q", name, cell)
			}
			ask[bool](t, ctx, string(axe)+"; true")
			for _, v := range ask[[]string](t, ctx, violations) {
				t.Errorf("%s: %s", name, v)
			}
		}
	}
}

// passages asks the browser itself whether the links to the original
// passages lead there: on a tall page, it scrolls to what it finds.
func passages(t *testing.T, ctx context.Context) {
	names, err := filepath.Glob("testdata/room/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		a, statements, err := readSample(name)
		if err != nil {
			t.Fatal(err)
		}
		web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, "<!DOCTYPE html><title>x</title><link rel=icon href=data:,><p style='height:5000px'>Above<p>%s<p style='height:5000px'>Below",
				strings.ReplaceAll(html.EscapeString(a.Text), "\n\n", "<p>"))
		}))
		defer web.Close()
		a.URL = web.URL + "/story"
		_, entries := index.Documents(a, statements, nil)
		for _, e := range entries {
			do(t, ctx, e.Statement.ID, chromedp.Navigate("about:blank"), chromedp.Navigate(e.Passage()))
			eventually(t, ctx, e.Statement.ID, "scrollY > 4000 && scrollY < 5900")
		}
	}
}

// crushed finds cells that are broken into single letters.
const crushed = `[...document.querySelectorAll("th, td")].filter(c => !c.closest("details:not([open])") && c.textContent.trim().length > 4 &&
	c.clientWidth < 40 && c.clientHeight > 3 * parseFloat(getComputedStyle(c).fontSize)).map(c => c.textContent.trim())`

const violations = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.
	filter(v => v.impact == "serious" || v.impact == "critical" || v.impact == "moderate").
	map(v => v.impact + " " + v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map(n => n.html + " " + n.failureSummary).join(" | ")))`

// view is how somebody looks at a page.
type view struct {
	width  int64
	scheme string
}

func (v view) prefer(t *testing.T, ctx context.Context) {
	t.Helper()
	do(t, ctx, "size", chromedp.EmulateViewport(v.width, 900))
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	if err != nil {
		t.Fatal(err)
	}
}

func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if *shots == "" {
		return
	}
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, strings.ReplaceAll(name, " ", "-")+".png"), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
