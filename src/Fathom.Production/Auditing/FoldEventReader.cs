using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fathom.Database.Log;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Auditing;

/// <summary>Makes events of the log ready to be folded. Those that occur by the million are read without objects for what no fold looks at.</summary>
internal static class FoldEventReader
{
    private static readonly ResourceUse NoUse = new(0, 0, 0);

    /// <summary>Reads one event.</summary>
    public static FoldEvent Read(in LedgerEvent happened) => happened.Subject == Subjects.Job
        ? OfJob(happened)
        : new FoldEvent(happened.Seq, happened.Subject, happened.SubjectId, happened.Attempt, happened.Kind, null, default, happened.Body);

    private static FoldEvent OfJob(in LedgerEvent happened)
    {
        UInt128 lease = default;
        JobEvent? job;
        try
        {
            job = happened.Kind switch
            {
                "Leased" or "Started" or "Uploaded" or "Accepted" => Hot(happened, out lease),
                _ => JobEventJson.Read(happened.Kind, happened.Body),
            };
            if (job is AttemptEvent { Lease.Length: > 0 } fenced)
            {
                lease = LeaseOf(fenced.Lease);
            }
        }
        catch (JsonException)
        {
            job = null;
        }

        return new FoldEvent(happened.Seq, happened.Subject, happened.SubjectId, happened.Attempt, happened.Kind, job, lease, null);
    }

    /// <summary>A lease as a number; one that is not 32 hexadecimal digits (of another version) by its hash.</summary>
    public static UInt128 LeaseOf(string lease) =>
        lease.Length == 32 && UInt128.TryParse(lease, NumberStyles.AllowHexSpecifier, null, out UInt128 number) ? number
        : BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(lease)));

    private static AttemptEvent Hot(in LedgerEvent happened, out UInt128 lease)
    {
        var reader = new Utf8JsonReader(happened.BodyUtf8.Span);
        int? attempt = null;
        string remark = "";
        (bool found, lease) = (false, default);
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("attempt"u8))
            {
                reader.Read();
                attempt = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("lease"u8))
            {
                reader.Read();
                (found, lease) = (true, LeaseOf(reader));
            }
            else if (reader.ValueTextEquals("remark"u8))
            {
                reader.Read();
                remark = reader.GetString() ?? "";
            }
            else
            {
                reader.Skip();
            }
        }

        Require(attempt is not null && found);
        return happened.Kind switch
        {
            "Leased" => new JobLeased(attempt!.Value, "", 0, "", "", ""),
            "Started" => new PayloadStarted(attempt!.Value, "", 0),
            "Uploaded" => new OutputsUploaded(attempt!.Value, "", [], NoUse, remark, "", ""),
            _ => new OutputsAccepted(attempt!.Value, "", []),
        };
    }

    private static UInt128 LeaseOf(in Utf8JsonReader reader) =>
        reader is { HasValueSequence: false, ValueIsEscaped: false, ValueSpan.Length: 32 }
        && UInt128.TryParse(reader.ValueSpan, NumberStyles.AllowHexSpecifier, null, out UInt128 number)
            ? number : LeaseOf(reader.GetString() ?? "");

    private static void Require(bool sound)
    {
        if (!sound)
        {
            throw new JsonException("Expected an object with attempt and lease.");
        }
    }
}
