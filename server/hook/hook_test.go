package hook_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/server/hook"
)

var noon = time.Date(2024, 10, 28, 12, 0, 0, 0, time.UTC)

// sender dials as the command does.
func sender(allow ...string) hook.Sender {
	var ranges []netip.Prefix
	for _, a := range allow {
		ranges = append(ranges, netip.MustParsePrefix(a))
	}
	return hook.Sender{Client: crawler.NewClient(crawler.Config{Allow: ranges}), Agent: "onrecord/1.0", Now: func() time.Time { return noon }}
}

func TestPost(t *testing.T) {
	body := []byte(`{"id":"d1","statements":["„ü“"]}`)
	var header http.Header
	var got []byte
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header, _ = r.Header, r.Body
		got, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusAccepted)
	}))
	defer web.Close()
	status, err := sender("127.0.0.0/8").Post(context.Background(), hook.Delivery{ID: "d1", URL: web.URL + "/in", Secret: "s3cret", Body: body})
	if err != nil || status != 202 || string(got) != string(body) {
		t.Fatalf("posted %q: %d, %v", got, status, err)
	}
	// A receiver makes the signature again from what it got.
	mac := hmac.New(sha256.New, []byte("s3cret"))
	fmt.Fprintf(mac, "%d.%s", noon.Unix(), got)
	want := fmt.Sprintf("t=%d,v1=%s", noon.Unix(), hex.EncodeToString(mac.Sum(nil)))
	for field, value := range map[string]string{hook.SignatureField: want, hook.DeliveryField: "d1", "Idempotency-Key": "d1",
		"Content-Type": "application/json; charset=utf-8", "User-Agent": "onrecord/1.0"} {
		if header.Get(field) != value {
			t.Errorf("%s: %q, want %q", field, header.Get(field), value)
		}
	}
}

func TestFailures(t *testing.T) {
	followed := false
	mux := http.NewServeMux()
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/there", http.StatusFound) })
	mux.HandleFunc("/there", func(http.ResponseWriter, *http.Request) { followed = true })
	mux.HandleFunc("/gone", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/ill", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(w, "down\x1b[31m for\n\n repair "+strings.Repeat("x", 1<<20))
	})
	mux.HandleFunc("/cut", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	web := httptest.NewServer(mux)
	defer web.Close()
	for _, c := range []struct {
		path   string
		status int
		holds  string
	}{
		{"/moved", 302, "redirects are not followed"},
		{"/gone", 410, hook.ErrUnwanted.Error()},
		{"/ill", 503, "the receiver answers 503: down [31m for repair xx"},
		{"/cut", 0, "EOF"},
	} {
		status, err := sender("127.0.0.0/8").Post(context.Background(), hook.Delivery{URL: web.URL + c.path})
		if err == nil || status != c.status || !strings.Contains(err.Error(), c.holds) || len(err.Error()) > 500 {
			t.Errorf("%s: %d, %.300v", c.path, status, err)
		}
		if err != nil && strings.Contains(err.Error(), c.path) {
			t.Errorf("%s: the address is told: %v", c.path, err)
		}
		if errors.Is(err, hook.ErrUnwanted) != (c.status == 410) {
			t.Errorf("%s: unwanted: %v", c.path, err)
		}
	}
	if followed {
		t.Error("a redirect is followed")
	}
	for _, private := range []string{web.URL, "http://localhost:1/", "http://[::1]:1/", "http://169.254.169.254/", "http://0x7f000001/"} {
		if status, err := sender().Post(context.Background(), hook.Delivery{URL: private}); err == nil || status != 0 {
			t.Errorf("%s is posted to: %d", private, status)
		}
	}
}

func TestAddress(t *testing.T) {
	local := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}
	for _, c := range []struct{ text, want string }{
		{"https://a.example/in?x=1#part", "https://a.example/in?x=1"},
		{" https://a.example ", "https://a.example"},
		{"http://127.0.0.1:9/in", "http://127.0.0.1:9/in"},
		{"http://localhost:9/", "http://localhost:9/"},
		{"http://[::ffff:10.1.2.3]/", "http://[::ffff:10.1.2.3]/"},
		{"http://192.168.0.1/", ""}, {"http://a.example/", ""}, {"ftp://a.example/", ""}, {"https:///in", ""}, {"//a.example", ""},
		{"https://me:x@a.example/", ""}, {"", ""}, {"javascript:alert(1)", ""}, {"https://a.example/" + strings.Repeat("x", 2000), ""}, {"https://a\x00b/", ""},
	} {
		got, err := hook.Address(c.text, local)
		if got != c.want || (c.want == "") != errors.Is(err, hook.ErrAddress) {
			t.Errorf("%.60q: %q, %v", c.text, got, err)
		}
	}
	if _, err := hook.Address("http://127.0.0.1/", nil); err == nil {
		t.Error("http is taken where nothing is allowed")
	}
}
