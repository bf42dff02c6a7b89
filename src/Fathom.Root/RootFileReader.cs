using Fathom.Root.NTuple;

namespace Fathom.Root;

/// <summary>Reads a ROOT file (TFile) and the RNTuples in its top folder.</summary>
public sealed class RootFileReader : IDisposable
{
    /// <summary>Opens a file and reads its directory.</summary>
    /// <exception cref="RootFormatException">The file is not a whole ROOT file.</exception>
    public static RootFileReader Open(string path) => throw new NotImplementedException();

    /// <summary>Names of the RNTuples, in the order of the directory.</summary>
    public IReadOnlyList<string> NTupleNames => throw new NotImplementedException();

    /// <summary>Opens one RNTuple: reads its header, footer and page lists, no data.</summary>
    /// <exception cref="RootFormatException">It is damaged, or there is none of this name.</exception>
    public NTupleReader OpenNTuple(string name) => throw new NotImplementedException();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
    }
}
