namespace Fathom.Benchmarks.RootFiles;

/// <summary>Writes the bytes of a file to a new one, and reads them, as a program would that does nothing else.</summary>
internal sealed class PlainBytes(string path) : IDisposable
{
    private const int Step = 1 << 20;
    private readonly string _copy = path + ".copy";
    private readonly byte[] _bytes = File.ReadAllBytes(path);

    internal int Length => _bytes.Length;

    internal void Write()
    {
        // A file that was cut to nothing is flushed by its close on ext4; a new one is not, as ours is not.
        using FileStream file = new(_copy, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (int at = 0; at < _bytes.Length; at += Step)
        {
            file.Write(_bytes, at, Math.Min(Step, _bytes.Length - at));
        }
    }

    internal void Read()
    {
        using FileStream file = new(_copy, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        for (int at = 0; at < _bytes.Length; at += Step)
        {
            file.ReadExactly(_bytes, at, Math.Min(Step, _bytes.Length - at));
        }
    }

    /// <summary>So that the next one is written anew.</summary>
    internal void Delete() => File.Delete(_copy);

    public void Dispose() => Delete();
}
