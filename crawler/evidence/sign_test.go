package evidence

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// keyOf makes a key pair of a seed, as PEM.
func keyOf(t testing.TB, seed string) (private, public []byte) {
	t.Helper()
	key := ed25519.NewKeyFromSeed([]byte(strings.Repeat(seed, ed25519.SeedSize)))
	own, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	open, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: own}), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: open})
}

func signed(t testing.TB, private []byte) fstest.MapFS {
	t.Helper()
	files, err := sampleCase().Files()
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	if files, err = s.Sign(files); err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, f := range files {
		out[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return out
}

// TestSigned does to signed folders what may be done to them.
func TestSigned(t *testing.T) {
	own, ownPublic := keyOf(t, "a")
	other, otherPublic := keyOf(t, "b")
	whole, forged := signed(t, own), signed(t, other)
	without := func(folder fstest.MapFS, names ...string) fstest.MapFS {
		out := fstest.MapFS{}
		for n, f := range folder {
			out[n] = f
		}
		for _, name := range names {
			delete(out, name)
		}
		return out
	}
	// A careful forger changes the text, and makes the sums fit again.
	text := changed(whole, TextFile, []byte("Another text.\n"))
	var files []File
	for _, name := range []string{ArchiveFile, TextFile, StatementFile, PageFile, SignerFile} {
		files = append(files, File{name, text[name].Data})
	}
	resummed := changed(text, SumsFile, sumsOf(files))
	for _, c := range []struct {
		name    string
		folder  fs.FS
		trusted []byte
		bad     string // files, in the order in which they are told
	}{
		{"whole", whole, nil, ""},
		{"whole, by its signer", whole, ownPublic, ""},
		{"whole, by somebody else", whole, otherPublic, SignerFile + " " + SignatureFile},
		{"signed by somebody else", forged, nil, ""},
		{"signed by somebody else, not trusted", forged, ownPublic, SignerFile + " " + SignatureFile},
		{"another signature", changed(whole, SignatureFile, []byte("x")), nil, SignatureFile},
		{"an endless signature", changed(whole, SignatureFile, make([]byte, 1<<20)), nil, SignatureFile},
		{"sums that fit", resummed, ownPublic, SignatureFile + " " + TextFile},
		{"no signature", without(whole, SignatureFile), nil, ""},
		{"no signature, trusted", without(whole, SignatureFile), ownPublic, SignatureFile},
		{"not signed", folderOf(t, sampleCase()), nil, ""},
		{"not signed, trusted", folderOf(t, sampleCase()), ownPublic, SignatureFile},
		{"no key", without(whole, SignerFile), nil, SumsFile + " " + SignerFile},
		{"a garbled key", changed(whole, SignerFile, []byte("x")), nil, SignerFile},
		{"with a timestamp", changed(whole, TimestampFile, []byte("token")), ownPublic, ""},
	} {
		var trusted ed25519.PublicKey
		if c.trusted != nil {
			key, err := PublicKey(c.trusted)
			if err != nil {
				t.Fatal(err)
			}
			trusted = key
		}
		var bad []string
		for _, f := range Verify(t.Context(), c.folder, trusted) {
			if f.Level == Bad && (len(bad) == 0 || bad[len(bad)-1] != f.File) && (f.File == SumsFile || f.File == TextFile || f.File == SignerFile || f.File == SignatureFile) {
				bad = append(bad, f.File)
			}
		}
		if got := strings.Join(bad, " "); got != c.bad {
			t.Errorf("%s: bad %q, want %q", c.name, got, c.bad)
		}
	}
}

// FuzzKeys: what is no key is refused, and nothing of it is told.
func FuzzKeys(f *testing.F) {
	private, public := keyOf(f, "a")
	f.Add(private)
	f.Add(public)
	f.Add([]byte("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if s, err := NewSigner(text); err == nil {
			if _, err := s.Sign(nil); err != nil {
				t.Error(err)
			}
		} else if len(err.Error()) > 100 {
			t.Errorf("told: %v", err)
		}
		if key, err := PublicKey(text); err == nil && len(key) != ed25519.PublicKeySize {
			t.Errorf("a key of %d bytes", len(key))
		}
	})
}
