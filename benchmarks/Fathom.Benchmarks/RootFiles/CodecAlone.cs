using Fathom.Root;
using Fathom.Root.Compression;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>What a codec does with the pages of a file, and nothing else: on one core, and on two at once.</summary>
internal sealed class CodecAlone : IDisposable
{
    private readonly List<byte[]> _pages;
    private readonly List<byte[]> _packed;
    private readonly Core[] _cores;

    internal CodecAlone(List<byte[]> pages, RootWriteOptions options)
    {
        _pages = pages;
        _cores = [new Core(options), new Core(options)];
        _packed = [.. pages.Select(page => _cores[0].Compressor.Pack(page).ToArray())];
    }

    internal void Pack() => Pack(0, 1);

    internal void Unpack() => Unpack(0, 1);

    /// <summary>Every second page on each of two threads: what the machine gives where nothing else is to be done.</summary>
    internal void PackOnTwo() => Parallel.Invoke(() => Pack(0, 2), () => Pack(1, 2));

    /// <inheritdoc cref="PackOnTwo"/>
    internal void UnpackOnTwo() => Parallel.Invoke(() => Unpack(0, 2), () => Unpack(1, 2));

    public void Dispose()
    {
        foreach (Core core in _cores)
        {
            core.Compressor.Dispose();
            core.Decompressor.Dispose();
        }
    }

    private void Pack(int first, int step)
    {
        for (int i = first; i < _pages.Count; i += step)
        {
            _cores[first].Compressor.Pack(_pages[i]);
        }
    }

    private void Unpack(int first, int step)
    {
        byte[] target = _cores[first].Target;
        for (int i = first; i < _pages.Count; i += step)
        {
            if (_packed[i].Length < _pages[i].Length)
            {
                _cores[first].Decompressor.Unpack(_packed[i], target.AsSpan(0, _pages[i].Length));
            }
            else
            {
                _packed[i].CopyTo(target.AsSpan());
            }
        }
    }

    private sealed class Core(RootWriteOptions options)
    {
        internal BlockCompressor Compressor { get; } = new(options.Codec, options.Level);

        internal BlockDecompressor Decompressor { get; } = new();

        internal byte[] Target { get; } = new byte[options.PageBytes];
    }
}
