using Fathom.Root.NTuple;

namespace Fathom.Root.Tests.Damage;

/// <summary>Reads all that a file claims to hold, by the types that it claims.</summary>
internal static class ReadEverything
{
    internal static readonly RootReadOptions Limits = new() { MaximumReadBytes = 4 << 20, MaximumMetadataBytes = 1 << 20 };

    /// <summary>Null where the file reads whole; what is wrong with it otherwise.</summary>
    internal static RootFormatException? Of(string path)
    {
        try
        {
            using RootFileReader reader = RootFileReader.Open(path, Limits);
            foreach (string name in reader.NTupleNames)
            {
                NTupleReader ntuple = reader.OpenNTuple(name);
                foreach (NTupleField field in ntuple.Fields)
                {
                    Read(ntuple, field);
                }
            }

            return null;
        }
        catch (RootFormatException damage)
        {
            return damage;
        }
    }

    private static void Read(NTupleReader ntuple, NTupleField field)
    {
        _ = field.TypeName switch
        {
            "bool" => ntuple.ReadScalars<bool>(field.Name).Length,
            "std::int16_t" => ntuple.ReadScalars<short>(field.Name).Length,
            "std::int32_t" => ntuple.ReadScalars<int>(field.Name).Length,
            "std::uint64_t" => ntuple.ReadScalars<ulong>(field.Name).Length,
            "float" => ntuple.ReadScalars<float>(field.Name).Length,
            "double" => ntuple.ReadScalars<double>(field.Name).Length,
            "std::string" => ntuple.ReadStrings(field.Name).Length,
            "std::vector<bool>" => ntuple.ReadVectors<bool>(field.Name).Count,
            "std::vector<std::int64_t>" => ntuple.ReadVectors<long>(field.Name).Count,
            "std::vector<float>" => ntuple.ReadVectors<float>(field.Name).Count,
            _ => 0,
        };
    }
}
