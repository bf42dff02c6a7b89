using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;

namespace Fathom.Production.Acceptance;

/// <summary>What must be true of an upload before the server looks at the bytes. A pilot's words are never trusted.</summary>
internal static class UploadRules
{
    private const int LongestMetadata = 64 * 1024, LongestRemark = 16 * 1024;

    /// <summary>Why the upload is not acceptable, or null where it is.</summary>
    /// <param name="uploaded">What the pilot says.</param>
    /// <param name="folder">The attempt's own folder.</param>
    /// <param name="outputTier">The one kind of output that the transformation makes.</param>
    public static string? Fault(AttemptUploaded uploaded, string folder, string outputTier)
    {
        if (uploaded.Outputs is not [{ } output])
        {
            return $"expected one output of kind {outputTier}, found {uploaded.Outputs.Count}";
        }

        return output.Kind != outputTier ? $"expected an output of kind {outputTier}, found '{Short(output.Kind)}'"
            : LogicalFileName.Fault(output.Lfn) is { } name ? name
            : StoragePath.Fault(output.Path) is { } path ? $"the physical path is not acceptable: {path}"
            : !output.Path.StartsWith(folder + "/", StringComparison.Ordinal) ? $"the physical path '{Short(output.Path)}' is not in the attempt's folder {folder}"
            : output.Size < 0 || output.Events < 0 ? $"size {output.Size} or number of events {output.Events} is negative"
            : output.Adler32.Length != 8 || !output.Adler32.All(char.IsAsciiHexDigitLower) ? "the adler32 is not eight lower-case hexadecimal digits"
            : uploaded.Remark.Length > LongestRemark ? $"the remark is longer than {LongestRemark} characters"
            : uploaded.LogTail.Length > LongestRemark ? $"the end of the log is longer than {LongestRemark} characters"
            : MetadataFault(output.Metadata);
    }

    private static string? MetadataFault(string metadata)
    {
        if (metadata.Length > LongestMetadata)
        {
            return $"the metadata are longer than {LongestMetadata} characters";
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(metadata);
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : "the metadata are not a JSON object";
        }
        catch (JsonException)
        {
            return "the metadata are not JSON";
        }
    }

    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
