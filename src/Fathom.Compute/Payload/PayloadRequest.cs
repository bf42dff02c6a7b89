using System.Text.Json;
using System.Text.Json.Serialization;
using Fathom.Compute.Steps;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Payload;

/// <summary>What the pilot asks of its payload process: the request file.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Inputs">Checked input files on this machine's disk.</param>
/// <param name="OutputFolder">Empty folder for the outputs.</param>
/// <param name="ResultFile">Where the payload writes its <see cref="PayloadResult"/>.</param>
/// <param name="Conditions">Constants with their hash, or null.</param>
/// <param name="Parameters">The transformation's parameters.</param>
/// <param name="SelfTest">True: it only tries whether the step could work; there are no inputs.</param>
public sealed record PayloadRequest(
    string Step,
    IReadOnlyList<StepInput> Inputs,
    string OutputFolder,
    string ResultFile,
    ConditionsReference? Conditions,
    IReadOnlyDictionary<string, string> Parameters,
    bool SelfTest = false);

/// <summary>What the payload leaves for its pilot: the result file, written whole or not at all.</summary>
/// <param name="Outputs">Files it made; empty where it failed.</param>
/// <param name="Remark">Damage that was skipped, and the like.</param>
/// <param name="Cause">Normalised cause of its failure, or null.</param>
/// <param name="Detail">Message of its failure, or null.</param>
public sealed record PayloadResult(IReadOnlyList<PayloadOutput> Outputs, string Remark, string? Cause, string? Detail);

/// <summary>One output file of the payload.</summary>
/// <param name="Tier">Tier and output kind.</param>
/// <param name="FileName">Name inside the output folder.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Adler32">Checksum when it was complete.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Metadata">JSON object text.</param>
public sealed record PayloadOutput(string Tier, string FileName, long Size, string Adler32, long Events, string Metadata);

/// <summary>JSON of the two files.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PayloadRequest))]
[JsonSerializable(typeof(PayloadResult))]
public sealed partial class PayloadJson : JsonSerializerContext;
