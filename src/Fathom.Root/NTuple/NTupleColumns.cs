using Fathom.Root.Columns;
using Fathom.Root.Compression;

namespace Fathom.Root.NTuple;

/// <summary>Reads fields with buffers of its own, so that several threads can read one RNTuple.</summary>
internal sealed class NTupleColumns(NTupleReader ntuple, FieldColumns columns, BlockDecompressor decompressor) : IDisposable
{
    internal RootColumn Read(string path, long first, int count, RootColumn? reuse) => ntuple.ReadColumn(columns, path, first, count, reuse);

    public void Dispose() => decompressor.Dispose();
}
