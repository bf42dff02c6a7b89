namespace Fathom.Root.NTuple.Envelopes;

/// <summary>Specification, "Feature Flags": none is defined, so any that is set belongs to a later format.</summary>
internal static class FeatureFlags
{
    internal static void Refuse(ref EnvelopeReader reader)
    {
        long flags;
        do
        {
            flags = reader.I64();
            if ((flags & long.MaxValue) != 0)
            {
                throw reader.Fault("no feature flags (RNTuple 1.0)", $"flags {flags:x}");
            }
        }
        while (flags < 0);
    }
}
