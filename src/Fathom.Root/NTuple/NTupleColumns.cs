using Fathom.Root.Columns;
using Fathom.Root.Compression;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Reads fields with buffers of its own, so that several threads can read one RNTuple.</summary>
internal sealed class NTupleColumns(NTupleReader ntuple, FieldColumns columns, PageReader pages, SharedPages shared, BlockDecompressor decompressor) : IDisposable
{
    internal RootColumn Read(string path, long first, int count, RootColumn? reuse) => ntuple.ReadColumn(columns, path, first, count, reuse);

    public void Dispose()
    {
        pages.Release();
        shared.Leave();
        decompressor.Dispose();
    }
}
