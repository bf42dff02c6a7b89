namespace Fathom.Root.NTuple.Envelopes;

/// <summary>Kinds of envelopes (RNTuple specification, "Envelopes").</summary>
internal enum EnvelopeType : ushort
{
    Header = 1,
    Footer = 2,
    PageList = 3,
}
