namespace Fathom.Catalog;

/// <summary>The catalogue refuses what it was given; nothing was changed.</summary>
/// <param name="cause">Normalised cause: the same word for the same root.</param>
/// <param name="message">What was expected and what was found.</param>
public sealed class CatalogueException(string cause, string message) : Exception(message)
{
    /// <summary>Normalised cause, such as "LfnTaken".</summary>
    public string Cause { get; } = cause;
}
