namespace Fathom.Root.Container;

/// <summary>A tree or an RNTuple that is being written.</summary>
internal interface IFileStream
{
    /// <summary>Its name in the file, with the folders above it.</summary>
    string Path { get; }

    /// <summary>Puts all entries so far into the file.</summary>
    void EndGroup();

    /// <summary>Writes the object by which a reader finds what was put into the file.</summary>
    void WriteObject();

    /// <summary>Takes no more entries.</summary>
    void Close();
}
