package pdf

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// maxMemory is what the engine may take, in pages of 64 KiB.
const maxMemory = 384 << 20 >> 16

// start starts the engine: PDFium, compiled to WebAssembly, in a room of its own
// without files or network. It ends with the context, and before that by what is
// given back. What it compiles at its first start, which takes some seconds, is kept
// in the user's folder for such things, or where there is none, for this start alone.
func start(ctx context.Context) (pdfium.Pdfium, func(), error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling). // PDFium asks for it
		WithCloseOnContextDone(true).
		WithMemoryLimitPages(maxMemory)
	cache := compiled()
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	stop := func() {
		if cache != nil {
			_ = cache.Close(context.WithoutCancel(ctx)) // nothing hangs on it
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		stop()
		return nil, nil, fmt.Errorf("the reader of PDF does not start: %w", err)
	}
	engine, err := pool.GetInstance(time.Minute)
	if err != nil {
		_ = pool.Close() // the first error is told
		stop()
		return nil, nil, fmt.Errorf("the reader of PDF does not start: %w", err)
	}
	return engine, func() {
		_ = pool.Close() // after the context's end there is nothing left to close
		stop()
	}, nil
}

// compiled gives the store of what was compiled at an earlier start, or nil.
func compiled() wazero.CompilationCache {
	user, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(user, "entente", "pdf"))
	if err != nil {
		return nil
	}
	return cache
}
