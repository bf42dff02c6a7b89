using Fathom.Root.NTuple;

namespace Fathom.Root;

/// <summary>Writes a ROOT file (TFile) that holds RNTuples. The file appears under its name only when it is complete.</summary>
public sealed class RootFileWriter : IDisposable
{
    /// <summary>Starts a file; bytes go to <c>path.part</c> until <see cref="Complete"/>.</summary>
    /// <param name="path">Where the complete file will be; an existing file there is replaced.</param>
    /// <param name="options">How to write; defaults when null.</param>
    public static RootFileWriter Create(string path, RootWriteOptions? options = null) => throw new NotImplementedException();

    /// <summary>Adds an RNTuple. Several may be filled in turn, in any order.</summary>
    /// <param name="model">Fields; it belongs to this ntuple from now on and takes no more fields.</param>
    public NTupleWriter AddNTuple(NTupleModel model) => throw new NotImplementedException();

    /// <summary>Writes what is buffered, footers and directory, and moves the file to its name.</summary>
    public void Complete() => throw new NotImplementedException();

    /// <summary>Without <see cref="Complete"/> before, leaves no file behind.</summary>
    public void Dispose()
    {
    }
}
