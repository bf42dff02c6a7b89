namespace Fathom.Storage.Load;

/// <summary>How one flow of an element is loaded now.</summary>
/// <param name="Element">Its name.</param>
/// <param name="Flow">Reading or writing.</param>
/// <param name="Ceiling">Declared ceiling of the flow [byte/s]; infinite where none is declared.</param>
/// <param name="Usable">What of the ceiling the element has shown to give of late [byte/s].</param>
/// <param name="Granted">Sum of the granted paces [byte/s], at most the ceiling where there is one.</param>
/// <param name="Grants">Number of grants.</param>
/// <param name="Streams">Most grants at a time.</param>
/// <param name="Waiting">Transfers that wait for a grant.</param>
public readonly record struct ElementLoad(
    string Element, StorageFlow Flow, double Ceiling, double Usable, double Granted, int Grants, int Streams = int.MaxValue, int Waiting = 0)
{
    /// <summary>What may still be granted [byte/s].</summary>
    public double Free => Grants >= Streams ? 0 : Math.Max(0, Usable - Granted);
}
