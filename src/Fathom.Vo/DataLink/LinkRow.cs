namespace Fathom.Vo.DataLink;

/// <summary>A row of a links response (DataLink 1.1, section 3): either an address or an error.</summary>
/// <param name="Id">The identifier that was asked for.</param>
/// <param name="Address">Where it is; null: there is an error.</param>
/// <param name="Error">Why there is nothing, beginning with the standard's word; null: there is something.</param>
/// <param name="Semantics">Term of the DataLink vocabulary.</param>
/// <param name="Description">One sentence.</param>
/// <param name="ContentType">Media type; null: not known.</param>
/// <param name="ContentLength">Bytes; null: not known.</param>
/// <param name="LocalSemantics">What it is to the row in the words of releases (<see cref="Releases.FileRole"/>); null: nothing more is said.</param>
/// <param name="Qualifier">Term of the product-type vocabulary, or the kind of response; null: none.</param>
public sealed record LinkRow(
    string Id, string? Address, string? Error, string Semantics, string? Description, string? ContentType, long? ContentLength, string? LocalSemantics, string? Qualifier);
