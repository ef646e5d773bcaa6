package output

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// maxManifest is how many bytes of a manifest or plan are read.
const maxManifest = 64 << 20

const (
	manifestVersion = 1
	manifestAbout   = "What a build of entente wrote here. The next build removes and writes over only these files, and only where they still have these SHA-256."
)

var errNewer = errors.New("a later version's")

// manifest says what a finished write left in a folder.
type manifest struct {
	Version int               `json:"version"`
	About   string            `json:"about"`
	Name    string            `json:"name"`
	Program string            `json:"program"`
	Files   map[string]string `json:"files"` // path with slashes → SHA-256 in hex

	src []byte // as it was read
}

func (m manifest) bytes() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	_ = enc.Encode(m) // strings into a buffer do not fail
	return b.Bytes()
}

// parseManifest reads a manifest. It comes from a folder that others may write to:
// paths that no write of ours makes are refused.
func parseManifest(src []byte) (manifest, error) {
	var m manifest
	if err := json.Unmarshal(src, &m); err != nil {
		return manifest{}, err
	}
	if m.Version > manifestVersion {
		return manifest{}, errNewer
	}
	if m.Version < 1 {
		return manifest{}, errors.New("it has no version")
	}
	for path, sum := range m.Files {
		if err := checkSum(path, sum); err != nil {
			return manifest{}, err
		}
	}
	m.src = src
	return m, nil
}

// plan says what may stand in a folder while a write goes on.
type plan struct {
	Version int                 `json:"version"`
	Files   map[string][]string `json:"files"` // path → each SHA-256 under which the file is ours
}

func parsePlan(src []byte) (plan, error) {
	var p plan
	if err := json.Unmarshal(src, &p); err != nil {
		return plan{}, err
	}
	if p.Version != 1 {
		return plan{}, errors.New("it is no plan of this version")
	}
	for path, sums := range p.Files {
		for _, sum := range sums {
			if err := checkSum(path, sum); err != nil {
				return plan{}, err
			}
		}
	}
	return p, nil
}

func checkSum(path, sum string) error {
	if !ours(path) {
		return fmt.Errorf("%q is no path of an output", path)
	}
	if b, err := hex.DecodeString(sum); err != nil || len(b) != 32 {
		return fmt.Errorf("%s: %q is no SHA-256", path, sum)
	}
	return nil
}
