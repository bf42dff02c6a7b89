namespace Fathom.Storage.Load;

/// <summary>How an element is loaded now.</summary>
/// <param name="Element">Its name.</param>
/// <param name="Ceiling">Declared ceiling of all reads together [byte/s]; infinite where none is declared.</param>
/// <param name="Usable">What of the ceiling the element has shown to give of late [byte/s].</param>
/// <param name="Granted">Sum of the granted reads [byte/s], at most the ceiling.</param>
/// <param name="Grants">Number of grants.</param>
public readonly record struct ElementLoad(string Element, double Ceiling, double Usable, double Granted, int Grants)
{
    /// <summary>What may still be granted [byte/s].</summary>
    public double Free => Math.Max(0, Usable - Granted);
}
