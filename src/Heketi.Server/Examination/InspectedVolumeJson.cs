using System.Collections.Immutable;
using System.Text.Json;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Server.Examination;

/// <summary>Gluster's volumes under the names that Heketi v10 gives to the elements of <c>volume info --xml</c>.</summary>
internal static class InspectedVolumeJson
{
    /// <summary>Writes the property; null: Gluster did not tell.</summary>
    public static void Write(Utf8JsonWriter writer, string name, ImmutableArray<InspectedVolume>? volumes)
    {
        if (volumes is not { } present)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        XmlName(writer, "volInfo");
        writer.WriteStartObject("Volumes");
        XmlName(writer, "volumes");
        writer.WriteNumber("Count", present.Length);
        GoList.Write(writer, "VolumeList", present, Volume);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Volume(Utf8JsonWriter writer, InspectedVolume volume)
    {
        writer.WriteStartObject();
        XmlName(writer, "volume");
        writer.WriteString("VolumeName", volume.Name);
        writer.WriteString("ID", volume.GlusterId);
        writer.WriteNumber("Status", volume.Status);
        writer.WriteString("StatusStr", volume.StatusText);
        writer.WriteNumber("BrickCount", volume.BrickCount);
        writer.WriteNumber("DistCount", volume.DistCount);
        writer.WriteNumber("StripeCount", volume.StripeCount);
        writer.WriteNumber("ReplicaCount", volume.ReplicaCount);
        writer.WriteNumber("ArbiterCount", volume.ArbiterCount);
        writer.WriteNumber("DisperseCount", volume.DisperseCount);
        writer.WriteNumber("RedundancyCount", volume.RedundancyCount);
        writer.WriteNumber("Type", volume.Type);
        writer.WriteString("TypeStr", volume.TypeText);
        writer.WriteNumber("Transport", volume.Transport);
        writer.WriteStartObject("Bricks");
        XmlName(writer, "bricks");
        GoList.Write(writer, "BrickList", volume.Bricks, Brick);
        writer.WriteEndObject();
        writer.WriteNumber("OptCount", volume.Options.Length);
        writer.WriteStartObject("Options");
        XmlName(writer, "options");
        GoList.Write(writer, "OptionList", volume.Options, Option);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Brick(Utf8JsonWriter writer, InspectedBrick brick)
    {
        writer.WriteStartObject();
        writer.WriteString("UUID", brick.Uuid);
        writer.WriteString("Name", brick.Name);
        writer.WriteString("HostUUID", brick.HostUuid);
        writer.WriteNumber("IsArbiter", brick.IsArbiter ? 1 : 0);
        writer.WriteEndObject();
    }

    private static void Option(Utf8JsonWriter writer, KeyValuePair<string, string> option)
    {
        writer.WriteStartObject();
        XmlName(writer, "option");
        writer.WriteString("Name", option.Key);
        writer.WriteString("Value", option.Value);
        writer.WriteEndObject();
    }

    private static void XmlName(Utf8JsonWriter writer, string local)
    {
        writer.WriteStartObject("XMLName");
        writer.WriteString("Space", "");
        writer.WriteString("Local", local);
        writer.WriteEndObject();
    }
}
