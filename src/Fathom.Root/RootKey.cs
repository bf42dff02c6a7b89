using Fathom.Root.Container;

namespace Fathom.Root;

/// <summary>An object that a folder lists.</summary>
public sealed class RootKey
{
    internal RootKey(string folder, KeyRecord record)
    {
        Folder = folder;
        Record = record;
    }

    /// <summary>Path of its folder, ending in a slash; empty at the top.</summary>
    public string Folder { get; }

    /// <summary>Its name.</summary>
    public string Name => Record.Name;

    /// <summary>Its name with the folders above it and its cycle: <c>one/two/tree;1</c>.</summary>
    public string Path => $"{Folder}{Record.Name};{Record.Cycle}";

    /// <summary>Its title: free text.</summary>
    public string Title => Record.Title;

    /// <summary>Its C++ class.</summary>
    public string ClassName => Record.ClassName;

    /// <summary>Which of several objects of this name it is: the highest is the latest.</summary>
    public int Cycle => Record.Cycle;

    /// <summary>Bytes once unpacked.</summary>
    public int Length => Record.ObjectLength;

    /// <summary>Bytes as stored, without the key.</summary>
    public int StoredLength => Record.StoredLength;

    /// <summary>Where the key begins in the file.</summary>
    public long Position => Record.Position;

    /// <summary>Whether it is a tree or an RNTuple.</summary>
    public bool IsColumnar => ClassName is "TTree" or "TNtuple" or "TNtupleD" or "TChain" or "ROOT::RNTuple";

    internal KeyRecord Record { get; }

    internal static bool IsFolder(string className) => className is "TDirectory" or "TDirectoryFile";
}
