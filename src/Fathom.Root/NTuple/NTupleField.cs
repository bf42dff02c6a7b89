namespace Fathom.Root.NTuple;

/// <summary>A field of an RNTuple.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="TypeName">Its C++ type, such as <c>std::vector&lt;float&gt;</c>; empty for untyped collections and records.</param>
/// <param name="Description">Free text.</param>
/// <param name="Subfields">The fields that it is made of; a path such as <c>track.pt</c> names one of them.</param>
public sealed record NTupleField(string Name, string TypeName, string Description, IReadOnlyList<NTupleField> Subfields);
