namespace Fathom.Production.Stores;

/// <summary>A file that becomes the input of a job.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Run">Its run.</param>
/// <param name="Section">Its section.</param>
public readonly record struct InputFile(long Id, int? Run, int? Section);
