namespace Fathom.Production.Stores;

/// <summary>A file that becomes the input of a job.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Run">Its run.</param>
/// <param name="Section">Its section.</param>
public readonly record struct InputFile(long Id, int? Run, int? Section)
{
    /// <summary>Further files of the same job; null for none.</summary>
    public IReadOnlyList<long>? Further { get; init; }

    /// <summary>Bytes of all files of the job; 0 where not known.</summary>
    public double Bytes { get; init; }

    /// <summary>All files of the job.</summary>
    public IReadOnlyList<long> All => Further is { } more ? [Id, .. more] : [Id];
}
