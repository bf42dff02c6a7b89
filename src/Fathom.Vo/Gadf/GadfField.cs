namespace Fathom.Vo.Gadf;

/// <summary>A column of a binary table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Letter">FITS's letter for its elements.</param>
/// <param name="Repeat">Elements in a row.</param>
/// <param name="Unit">Unit as FITS writes it; null: none.</param>
/// <param name="Dimensions">TDIM, the fastest axis first; null: one axis.</param>
internal sealed record GadfField(string Name, char Letter, int Repeat = 1, string? Unit = null, string? Dimensions = null)
{
    /// <summary>Bytes in a row.</summary>
    public int Width => Repeat * (Letter switch { 'A' => 1, 'E' => 4, _ => 8 });
}
